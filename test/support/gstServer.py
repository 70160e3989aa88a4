"""GStreamer's RTSP server on a free port of 127.0.0.1, H.264 and H.265, until standard input closes. Prints its port, then a line for each sign of life.

Argument: none, basic or digest. Sessions are said to last 2 s without a sign of life (over TCP it does not cut them).
"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

Gst.init(None)
asks = sys.argv[1]
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")

SOURCE = "videotestsrc is-live=true ! video/x-raw,width=640,height=360,framerate=25/1 ! "
CODERS = {
    "h264": "x264enc tune=zerolatency key-int-max=25 bframes=0 ! rtph264pay name=pay0 pt=96 config-interval=0",
    "h265": "x265enc tune=zerolatency key-int-max=25 speed-preset=ultrafast ! rtph265pay name=pay0 pt=96 config-interval=0",
}

for name, coder in CODERS.items():
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch("( " + SOURCE + coder + " )")
    factory.set_shared(True)
    if asks != "none":
        role = "user, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
        factory.add_role_from_structure(Gst.Structure.from_string(role)[0])
    server.get_mount_points().add_factory("/" + name, factory)

if asks != "none":
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    if asks == "basic":
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic("admin", "right-1234"), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest("admin", "right-1234", token)
    server.set_auth(auth)


def meet(_server, client):
    client.connect("new-session", lambda _client, session: session.set_timeout(2))
    client.connect("get-parameter-request", lambda *_: print("GET_PARAMETER", flush=True))


server.connect("client-connected", meet)
server.attach(None)
loop = GLib.MainLoop()
threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
print(server.get_bound_port(), flush=True)
loop.run()
