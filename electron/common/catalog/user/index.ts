import { chapter } from '../chapter.ts'
import { addUser, addUserOfRecorder, changePassword, deleteUser, modifyUser, modifyUserOfRecorder } from './accounts.ts'
import { privilegeAbility, readPrivileges, readPrivilegesOfRecorder, writePrivileges, writePrivilegesOfRecorder } from './privileges.ts'
import { addApps, appVerification, changeApps, clearApps, privacy, removeApps, securityEmail, securityQuestions } from './safety.ts'
import { groupPrivileges, groups, onlineUsers, userPrivileges, users, usersOfRecorder } from './users.ts'

export const user = chapter({
  title: 'Users',
  settings: [
    ...[users, groups, usersOfRecorder, onlineUsers, privilegeAbility],
    ...[privacy, appVerification, securityEmail, securityQuestions],
  ],
  actions: [
    ...[addUser, addUserOfRecorder, modifyUser, modifyUserOfRecorder, deleteUser, changePassword],
    ...[userPrivileges, groupPrivileges, readPrivileges, readPrivilegesOfRecorder, writePrivileges, writePrivilegesOfRecorder],
    ...[addApps, changeApps, removeApps, clearApps],
  ],
})
