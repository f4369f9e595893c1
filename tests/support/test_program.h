// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// Every file that registers a test uses the checks of Qt Test. They come from here, as not every
// build has the precompiled header that hides a missing include.
#include <QObject>
#include <QTest>

#include <memory>
#include <string>

namespace beaconscope::testing {

using MakeTest = std::unique_ptr<QObject> (*)();

/// Makes a class of tests known to main(). Its name is that of its source file, without folder and
/// ending. Returns true. Called before main() begins.
bool registerTest(const std::string& sourceFile, MakeTest make);

} // namespace beaconscope::testing

/// Stands at the end of a test's source file, where Qt Test has QTEST_MAIN.
#define BEACONSCOPE_TEST(Class)                                                                    \
    namespace {                                                                                    \
    [[maybe_unused]] const bool k##Class##IsRegistered = beaconscope::testing::registerTest(       \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });         \
    }
