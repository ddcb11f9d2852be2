// Saves and removes macros that would break this library or Boost; `macros_end.hpp` restores them.
//
//     #include <flameup/macros_begin.hpp>
//
//     #include <flameup/client/call.hpp> // and any other header of this library or of Boost
//
//     #include <flameup/macros_end.hpp>
//
// The headers that users include do this themselves. The macros are those of Unreal and of Apple's
// AssertMacros.h (check, ensure, verify), of Windows (max, min), of Xlib (Bool), of lwIP's sockets
// (accept to write), of Arduino (F, abs, bit, round, word), of complex.h (I), and names that others
// define (MAX, error, fail). Both files have no include guard: they may be nested.

#pragma push_macro("Bool")
#undef Bool
#pragma push_macro("F")
#undef F
#pragma push_macro("I")
#undef I
#pragma push_macro("MAX")
#undef MAX
#pragma push_macro("abs")
#undef abs
#pragma push_macro("accept")
#undef accept
#pragma push_macro("bind")
#undef bind
#pragma push_macro("bit")
#undef bit
#pragma push_macro("check")
#undef check
#pragma push_macro("close")
#undef close
#pragma push_macro("connect")
#undef connect
#pragma push_macro("ensure")
#undef ensure
#pragma push_macro("error")
#undef error
#pragma push_macro("fail")
#undef fail
#pragma push_macro("fcntl")
#undef fcntl
#pragma push_macro("ioctl")
#undef ioctl
#pragma push_macro("listen")
#undef listen
#pragma push_macro("max")
#undef max
#pragma push_macro("min")
#undef min
#pragma push_macro("poll")
#undef poll
#pragma push_macro("read")
#undef read
#pragma push_macro("recv")
#undef recv
#pragma push_macro("round")
#undef round
#pragma push_macro("select")
#undef select
#pragma push_macro("send")
#undef send
#pragma push_macro("shutdown")
#undef shutdown
#pragma push_macro("verify")
#undef verify
#pragma push_macro("word")
#undef word
#pragma push_macro("write")
#undef write
