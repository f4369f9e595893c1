// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main() of every test program:
//   core_tests                          runs all of its tests
//   core_tests TEST… [OPTION|FUNCTION…] runs those named; the rest is for Qt Test
//   core_tests --must-have TEST…        runs none; fails unless it has these tests and no other

#include "tests/support/test_program.h"

#include <QTest>

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <map>

namespace beaconscope::testing {

namespace {

struct Registry {
    std::map<QString, MakeTest> tests;
    QStringList duplicates;

    QStringList names() const {
        QStringList names;
        for (const auto& [name, make] : tests)
            names.append(name);
        return names;
    }
};

/// Made at its first use, because C++ does not define which source file registers its tests first.
Registry& registry() {
    static Registry registry;
    return registry;
}

int fail(const QString& message) {
    std::fprintf(stderr, "%s\nThe tests of this program:\n  %s\n", qPrintable(message),
                 qPrintable(registry().names().join(QStringLiteral("\n  "))));
    return 1;
}

int compareWith(QStringList expected) {
    expected.sort();
    if (expected == registry().names())
        return 0;
    return fail(QStringLiteral("CMakeLists.txt lists other tests:\n  %1")
                    .arg(expected.join(QStringLiteral("\n  "))));
}

int run(QStringList arguments) {
    const QString program = arguments.takeFirst();
    const Registry& known = registry();
    if (!known.duplicates.isEmpty())
        return fail(QStringLiteral("Registered twice: %1").arg(known.duplicates.join(u' ')));
    if (arguments.value(0) == QLatin1String("--must-have"))
        return compareWith(arguments.mid(1));

    QStringList chosen;
    while (known.tests.contains(arguments.value(0)))
        chosen.append(arguments.takeFirst());
    if (chosen.isEmpty()) {
        if (!arguments.isEmpty() && !arguments.front().startsWith(u'-'))
            return fail(QStringLiteral("No test is named %1.").arg(arguments.front()));
        chosen = known.names();
    }
    arguments.prepend(program);
    int failures = 0;
    for (const QString& name : chosen)
        failures += QTest::qExec(known.tests.at(name)().get(), arguments);
    constexpr int kMaxExitCode = 127; // as Qt Test bounds it
    return std::min(failures, kMaxExitCode);
}

} // namespace

bool registerTest(const std::string& sourceFile, MakeTest make) {
    const QString name = QFileInfo(QString::fromStdString(sourceFile)).completeBaseName();
    if (!registry().tests.emplace(name, make).second)
        registry().duplicates.append(name);
    return true;
}

} // namespace beaconscope::testing

int main(int argc, char** argv) {
    Application application(argc, argv);
    Application::setAttribute(Qt::AA_Use96Dpi, true); // as QTEST_MAIN does
    return beaconscope::testing::run(Application::arguments());
}
