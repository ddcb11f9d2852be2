// Macros that engines, systems and libraries define, and that a user's file may have before it
// includes this library: names and parameters are theirs, what they expand to is not.

// Unreal
#define check(expr) MACRO_OF_OTHERS
#define checkf(expr, ...) MACRO_OF_OTHERS
#define checkSlow(expr) MACRO_OF_OTHERS
#define checkNoEntry() MACRO_OF_OTHERS
#define verify(expr) MACRO_OF_OTHERS
#define verifyf(expr, ...) MACRO_OF_OTHERS
#define ensure(expr) MACRO_OF_OTHERS
#define ensureMsgf(expr, ...) MACRO_OF_OTHERS
#define ensureAlways(expr) MACRO_OF_OTHERS
#define unimplemented() MACRO_OF_OTHERS
#define TEXT(x) MACRO_OF_OTHERS
#define LOCTEXT(key, text) MACRO_OF_OTHERS
#define INVTEXT(text) MACRO_OF_OTHERS
#define PI MACRO_OF_OTHERS
#define SMALL_NUMBER MACRO_OF_OTHERS
#define BIG_NUMBER MACRO_OF_OTHERS
#define INDEX_NONE MACRO_OF_OTHERS
#define UPROPERTY(...) MACRO_OF_OTHERS
#define UFUNCTION(...) MACRO_OF_OTHERS
#define UCLASS(...) MACRO_OF_OTHERS
#define USTRUCT(...) MACRO_OF_OTHERS
#define UENUM(...) MACRO_OF_OTHERS
#define GENERATED_BODY(...) MACRO_OF_OTHERS
#define FORCEINLINE MACRO_OF_OTHERS
#define RESTRICT MACRO_OF_OTHERS
#define PURE_VIRTUAL(func, ...) MACRO_OF_OTHERS
#define LIKELY(x) MACRO_OF_OTHERS
#define UNLIKELY(x) MACRO_OF_OTHERS
#define UE_LOG(category, verbosity, format, ...) MACRO_OF_OTHERS
#define UE_ARRAY_COUNT(array) MACRO_OF_OTHERS
#define STAT(x) MACRO_OF_OTHERS
#define DECLARE_DELEGATE(name) MACRO_OF_OTHERS

// Godot and godot-cpp
#define ABS(x) MACRO_OF_OTHERS
#define SIGN(x) MACRO_OF_OTHERS
#define MAX(a, b) MACRO_OF_OTHERS
#define MIN(a, b) MACRO_OF_OTHERS
#define CLAMP(value, low, high) MACRO_OF_OTHERS
#define SWAP(a, b) MACRO_OF_OTHERS
#define SNAME(x) MACRO_OF_OTHERS
#define TTR(x) MACRO_OF_OTHERS
#define RTR(x) MACRO_OF_OTHERS
#define GDCLASS(type, base) MACRO_OF_OTHERS
#define GDREGISTER_CLASS(type) MACRO_OF_OTHERS
#define ERR_FAIL() MACRO_OF_OTHERS
#define ERR_FAIL_MSG(message) MACRO_OF_OTHERS
#define ERR_FAIL_COND(condition) MACRO_OF_OTHERS
#define ERR_FAIL_COND_V(condition, value) MACRO_OF_OTHERS
#define ERR_FAIL_NULL(pointer) MACRO_OF_OTHERS
#define ERR_FAIL_INDEX(index, size) MACRO_OF_OTHERS
#define ERR_CONTINUE(condition) MACRO_OF_OTHERS
#define ERR_BREAK(condition) MACRO_OF_OTHERS
#define ERR_PRINT(message) MACRO_OF_OTHERS
#define WARN_PRINT(message) MACRO_OF_OTHERS
#define CRASH_COND(condition) MACRO_OF_OTHERS
#define CRASH_NOW() MACRO_OF_OTHERS
#define DEV_ASSERT(condition) MACRO_OF_OTHERS
#define memnew(x) MACRO_OF_OTHERS
#define memdelete(x) MACRO_OF_OTHERS
#define _FORCE_INLINE_ MACRO_OF_OTHERS
#define _ALWAYS_INLINE_ MACRO_OF_OTHERS
#define _NO_DISCARD_ MACRO_OF_OTHERS
#define Math_PI MACRO_OF_OTHERS
#define CMP_EPSILON MACRO_OF_OTHERS

// Qt
#define signals MACRO_OF_OTHERS
#define slots MACRO_OF_OTHERS
#define emit MACRO_OF_OTHERS
#define foreach(variable, container) MACRO_OF_OTHERS
#define forever MACRO_OF_OTHERS
#define SIGNAL(x) MACRO_OF_OTHERS
#define SLOT(x) MACRO_OF_OTHERS
#define Q_OBJECT MACRO_OF_OTHERS
#define Q_GADGET MACRO_OF_OTHERS
#define Q_PROPERTY(...) MACRO_OF_OTHERS
#define Q_SIGNALS MACRO_OF_OTHERS
#define Q_SLOTS MACRO_OF_OTHERS
#define Q_EMIT MACRO_OF_OTHERS
#define Q_INVOKABLE MACRO_OF_OTHERS
#define Q_UNUSED(x) MACRO_OF_OTHERS
#define Q_ASSERT(condition) MACRO_OF_OTHERS
#define Q_FOREACH(variable, container) MACRO_OF_OTHERS
#define Q_DISABLE_COPY(type) MACRO_OF_OTHERS
#define qDebug MACRO_OF_OTHERS
#define qPrintable(string) MACRO_OF_OTHERS

// X11
#define Bool MACRO_OF_OTHERS
#define Status MACRO_OF_OTHERS
#define None MACRO_OF_OTHERS
#define True MACRO_OF_OTHERS
#define False MACRO_OF_OTHERS
#define Success MACRO_OF_OTHERS
#define Always MACRO_OF_OTHERS
#define Never MACRO_OF_OTHERS
#define Complex MACRO_OF_OTHERS
#define Convex MACRO_OF_OTHERS
#define Nonconvex MACRO_OF_OTHERS
#define CursorShape MACRO_OF_OTHERS
#define Unsorted MACRO_OF_OTHERS
#define Above MACRO_OF_OTHERS
#define Below MACRO_OF_OTHERS
#define Absolute MACRO_OF_OTHERS
#define Opposite MACRO_OF_OTHERS
#define KeyPress MACRO_OF_OTHERS
#define KeyRelease MACRO_OF_OTHERS
#define FocusIn MACRO_OF_OTHERS
#define FocusOut MACRO_OF_OTHERS
#define Expose MACRO_OF_OTHERS
#define GrayScale MACRO_OF_OTHERS
#define BadRequest MACRO_OF_OTHERS
#define BadValue MACRO_OF_OTHERS
#define BadAccess MACRO_OF_OTHERS
#define BadAlloc MACRO_OF_OTHERS
#define BadName MACRO_OF_OTHERS
#define BadLength MACRO_OF_OTHERS
#define CurrentTime MACRO_OF_OTHERS
#define InputOutput MACRO_OF_OTHERS
#define DestroyAll MACRO_OF_OTHERS
#define NoSymbol MACRO_OF_OTHERS
#define Button1 MACRO_OF_OTHERS

// windows.h
#define min(a, b) MACRO_OF_OTHERS
#define max(a, b) MACRO_OF_OTHERS
#define DELETE MACRO_OF_OTHERS
#define ERROR MACRO_OF_OTHERS
#define NO_ERROR MACRO_OF_OTHERS
#define STRICT MACRO_OF_OTHERS
#define IN MACRO_OF_OTHERS
#define OUT MACRO_OF_OTHERS
#define OPTIONAL MACRO_OF_OTHERS
#define CONST MACRO_OF_OTHERS
#define VOID MACRO_OF_OTHERS
#define TRUE MACRO_OF_OTHERS
#define FALSE MACRO_OF_OTHERS
#define IGNORE MACRO_OF_OTHERS
#define INFINITE MACRO_OF_OTHERS
#define DIFFERENCE MACRO_OF_OTHERS
#define RELATIVE MACRO_OF_OTHERS
#define OVERFLOW MACRO_OF_OTHERS
#define UNDERFLOW MACRO_OF_OTHERS
#define DOMAIN MACRO_OF_OTHERS
#define CALLBACK MACRO_OF_OTHERS
#define near MACRO_OF_OTHERS
#define far MACRO_OF_OTHERS
#define small MACRO_OF_OTHERS
#define hyper MACRO_OF_OTHERS
#define pascal MACRO_OF_OTHERS
#define interface MACRO_OF_OTHERS
#define GetObject MACRO_OF_OTHERS
#define GetMessage MACRO_OF_OTHERS
#define SendMessage MACRO_OF_OTHERS
#define GetClassName MACRO_OF_OTHERS
#define GetUserName MACRO_OF_OTHERS
#define GetCurrentTime() MACRO_OF_OTHERS
#define CreateEvent MACRO_OF_OTHERS
#define ReportEvent MACRO_OF_OTHERS
#define CreateFile MACRO_OF_OTHERS
#define DeleteFile MACRO_OF_OTHERS
#define FindText MACRO_OF_OTHERS
#define LoadString MACRO_OF_OTHERS
#define Yield() MACRO_OF_OTHERS

// lwIP's sockets
#define accept(s, addr, addrlen) MACRO_OF_OTHERS
#define bind(s, name, namelen) MACRO_OF_OTHERS
#define shutdown(s, how) MACRO_OF_OTHERS
#define connect(s, name, namelen) MACRO_OF_OTHERS
#define listen(s, backlog) MACRO_OF_OTHERS
#define recv(s, mem, len, flags) MACRO_OF_OTHERS
#define send(s, data, size, flags) MACRO_OF_OTHERS
#define select(maxfdp1, readset, writeset, exceptset, timeout) MACRO_OF_OTHERS
#define poll(fds, nfds, timeout) MACRO_OF_OTHERS
#define close(s) MACRO_OF_OTHERS
#define read(s, mem, len) MACRO_OF_OTHERS
#define write(s, data, len) MACRO_OF_OTHERS
#define fcntl(s, cmd, val) MACRO_OF_OTHERS
#define ioctl(s, cmd, argp) MACRO_OF_OTHERS

// Arduino
#define F(string) MACRO_OF_OTHERS
#define B1 MACRO_OF_OTHERS
#define HIGH MACRO_OF_OTHERS
#define LOW MACRO_OF_OTHERS
#define INPUT MACRO_OF_OTHERS
#define OUTPUT MACRO_OF_OTHERS
#define DEFAULT MACRO_OF_OTHERS
#define EXTERNAL MACRO_OF_OTHERS
#define abs(x) MACRO_OF_OTHERS
#define round(x) MACRO_OF_OTHERS
#define sq(x) MACRO_OF_OTHERS
#define bit(b) MACRO_OF_OTHERS
#define word(...) MACRO_OF_OTHERS
#define constrain(value, low, high) MACRO_OF_OTHERS
#define degrees(x) MACRO_OF_OTHERS
#define interrupts() MACRO_OF_OTHERS

// complex.h, Apple's AssertMacros.h, Objective-C, and names that many define
#define I MACRO_OF_OTHERS
#define complex MACRO_OF_OTHERS
#define require(expr, label) MACRO_OF_OTHERS
#define nil MACRO_OF_OTHERS
#define YES MACRO_OF_OTHERS
#define NO MACRO_OF_OTHERS
#define fail(x) MACRO_OF_OTHERS
#define error(x) MACRO_OF_OTHERS
#define expect(x) MACRO_OF_OTHERS
#define warn(x) MACRO_OF_OTHERS
#define trace(x) MACRO_OF_OTHERS
#define unused(x) MACRO_OF_OTHERS
#define likely(x) MACRO_OF_OTHERS
#define unlikely(x) MACRO_OF_OTHERS
#define countof(x) MACRO_OF_OTHERS
#define STR(x) MACRO_OF_OTHERS
#define CONCAT(a, b) MACRO_OF_OTHERS
#define BIT(x) MACRO_OF_OTHERS
#define STATIC MACRO_OF_OTHERS
#define INLINE MACRO_OF_OTHERS
#define DEBUG MACRO_OF_OTHERS
#define VERSION MACRO_OF_OTHERS
#define GET MACRO_OF_OTHERS
#define POST MACRO_OF_OTHERS
#define PUT MACRO_OF_OTHERS
