// The People API on Qt's event loop.
#include "qt.hpp"

#include "callback_job.hpp"

#include <QCoreApplication>

int main(int count, char** values) {
    const auto config = transports::read_config(count, values);
    if (!config) return 2;

    QCoreApplication application(count, values);
    transports::QtNetwork qt;
    transports::CallbackJob job(*config, qt,
                                [](bool done) { QCoreApplication::exit(done ? 0 : 1); });
    QTimer::singleShot(0, [&job] { job.start(); }); // within the loop, which a call may end
    return QCoreApplication::exec();
}
