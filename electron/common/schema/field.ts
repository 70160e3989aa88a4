import type { Series } from '../device/series.ts'

/** Why a value is refused. The renderer writes the sentence; `limits` gives it the numbers. */
export interface Issue {
  /** In our words: `cards[0].address`. */
  readonly path: string
  readonly problem:
    | 'missing'
    | 'tooSmall'
    | 'tooLarge'
    | 'notWhole'
    | 'offStep'
    | 'tooLong'
    | 'tooShort'
    | 'forbiddenText'
    | 'notOneOf'
    | 'notAnAddress'
    | 'notAMask'
    | 'notAMac'
    | 'notAColour'
    | 'tooFew'
    | 'tooMany'
    | 'noSuchDay'
    | 'outsideSubnet'
    | 'samePort'
    | 'sameNumber'
    | 'crossesItself'
    | 'wrongKind'
  readonly limits?: Readonly<Record<string, string | number>>
}

/** Where the device itself says what it takes: fields of a setting that is an ability, in our words, `codecs.name`. */
export interface LimitedBy {
  /** Id of the ability. */
  readonly ability: string
  readonly min?: string
  readonly max?: string
  /** What may be chosen, by its name or as it is sent. */
  readonly options?: string
  /** How many items a list may have. */
  readonly most?: string
  /** The device has said it: these are its limits, not the manual's. */
  readonly told?: true
}

interface Common {
  readonly label: string
  /** The wire's name where it differs from ours. */
  readonly key?: string
  /** Where the set spells it otherwise than the get. */
  readonly setKey?: string
  /** Other spellings devices send. Case never matters in reading. */
  readonly alsoRead?: readonly string[]
  readonly optional?: true
  /** Never sent in a set. */
  readonly readOnly?: true
  readonly secret?: true
  /** It counts only while this switch of the same record is on. */
  readonly countsIf?: string
  /** An order rather than a value: it goes out with one set, and no device keeps it or reports it. */
  readonly order?: true
  readonly unit?: string
  readonly series?: readonly Series[]
  readonly help?: string
  readonly limitedBy?: LimitedBy
}

export interface TextField extends Common {
  readonly kind: 'text'
  /** Length in bytes of UTF-8; where the manual names no most, `validate` has one of ours. */
  readonly min?: number
  readonly max?: number
  /** Characters the device refuses. */
  readonly forbid?: string
  /** What the text is, for the editor: `colour` is six hexadecimal digits, `date` and `time` as the manual's entry prints them. */
  readonly as?: 'mac' | 'url' | 'email' | 'path' | 'base64' | 'colour' | 'date' | 'time' | 'dateTime'
  /** A set sends it so; a get has it plain. */
  readonly sentAs?: 'base64'
  /** Its bytes are the cells of a grid on the picture (`common/analysis/cells.ts`). */
  readonly cells?: true
}

export interface NumberField extends Common {
  readonly kind: 'int' | 'real'
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly digits?: number
  /** Of a place on the picture: how many of it the whole picture is wide or high, where a place cannot be as far as that. */
  readonly whole?: number
  /** Values outside the range that mean something of their own; -1 is "not supported" in many replies. */
  readonly special?: Readonly<Record<number, string>>
  /** What the number is, for the editor. `secondsOfDay` counts from midnight, `unixTime` seconds from 1970. */
  readonly as?: 'port' | 'percent' | 'temperature' | 'secondsOfDay' | 'unixTime'
  /** Of a temperature: it is a difference of two where another field of the record has one of these values. */
  readonly differenceWhere?: { readonly name: string; readonly is: readonly string[] }
}

export interface FlagField extends Common {
  readonly kind: 'flag'
  readonly words: 'numbers' | 'words'
  /** An order that empties a list, which a set without items does not; given only while the switch is off. */
  readonly empties?: { readonly list: string; readonly whileOff: string }
}

export interface ChoiceField<O extends Readonly<Record<string, string>> = Readonly<Record<string, string>>> extends Common {
  readonly kind: 'choice'
  readonly options: O
  /** The device takes a word in upper and lower case; here they stand in upper case. */
  readonly anyCase?: true
  /** Wire values a product line means something else by, with what it calls them. */
  readonly namesOf?: Partial<Record<Series, Readonly<Record<string, string>>>>
}

export interface AddressField extends Common {
  readonly kind: 'address'
  /** `host` also takes a name: devices keep one in NTPIP whatever the manual says. */
  readonly family: 'v4' | 'v6' | 'mask' | 'host'
  /** Devices send nothing where no address is set. */
  readonly mayBeEmpty: boolean
}

export interface Markers {
  /** The first spelling is written, all are read; null where the list has no such mark. */
  readonly count: readonly string[] | null
  readonly begin: readonly string[] | null
  readonly next: readonly string[] | null
  readonly end: readonly string[] | null
}

/** How one value holds several items: `1,2||3,4`, `ch1_ch2`. */
export interface Packing {
  readonly betweenItems: string
  readonly betweenParts: string
  /** Stands before every item: `ch`. */
  readonly before: string
  /** What a set says for no items: `clean`. Nothing unless given. */
  readonly none?: string
}

/** What a set says so that a list takes the place of the one there; without it devices add to what they have (manual line 6559). */
export interface Replacing {
  /** `scheduleTimeAction`; its value is `cover`. */
  readonly key: string
  /** Its value where the list is empty and the device has a word for that; `cover` unless given. */
  readonly none?: 'clean'
  /** Lines that want it said; all unless given. */
  readonly series?: readonly Series[]
}

export interface ListField<I extends Fields = Fields> extends Common {
  readonly kind: 'list'
  readonly item: I
  readonly min?: number
  readonly max?: number
  /**
   * `marked`: Begin, next, End. `numbered`: keys with `{n}`. `unmarked`: a new item starts when its first key comes again.
   * `named`: marked, and each item is one pair whose key is the item's first field. `packed`: one value holds all items.
   * `lines`: lines that are no pairs, after the Begin.
   */
  readonly form: 'marked' | 'numbered' | 'unmarked' | 'named' | 'packed' | 'lines'
  readonly markers: Markers
  /** The marks carry no value (`PlateBegin`). */
  readonly bare: boolean
  /** Value of the first next mark: the number of the item that follows, or counted from 1, or 1 in all of them. */
  readonly nextFrom: 1 | 2 | 'always1'
  readonly endValue: 'count' | 'one'
  /** A reply without any mark is one item (NVR and lite localNetwork). */
  readonly single: boolean
  /** Keys that stand after End and belong to the last item. */
  readonly trailing: readonly string[]
  /**
   * A Begin and an End of their own around all of it, `RegionSrc` for `RegionSrcBegin`. Some replies have them alone, without the
   * list's own marks (manual line 24180).
   */
  readonly frame?: string
  /** Field of a numbered item that holds its number, where numbers have gaps (`liveVideo-ch3`). */
  readonly numberAs?: string
  /** Field of an item that holds the number a person knows it by (`Card 2`); its place unless given. */
  readonly numberIn?: string
  readonly packing?: Packing
  /** Sent before the list and with it alone; devices take it inside as well, and never say it (manual line 8072). */
  readonly replacing?: Replacing
  /** What another item begins with, where the one before it is no pattern. */
  readonly begins?: Readonly<Record<string, unknown>>
  /** What the items are together, for the editor: a paintable week, a shape on the picture. */
  readonly as?: 'week' | 'polygon'
}

export type Field = TextField | NumberField | FlagField | ChoiceField | AddressField | ListField
export type Fields = { readonly [name: string]: Field }
