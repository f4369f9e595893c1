// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/merged_edits.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace beaconscope;

namespace {

std::string joined(std::string_view base, std::string_view theirs, std::string_view ours) {
    const auto items = [](std::string_view text) {
        return std::vector<char>(text.begin(), text.end());
    };
    const std::vector<char> all = mergedEdits(items(base), items(theirs), items(ours));
    return {all.begin(), all.end()};
}

} // namespace

class TestMergedEdits : public QObject {
    Q_OBJECT
private slots:
    void joins_data() {
        QTest::addColumn<std::string>("base");
        QTest::addColumn<std::string>("theirs");
        QTest::addColumn<std::string>("ours");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* base, const char* theirs,
                            const char* ours, const char* expected) {
            QTest::newRow(name) << std::string(base) << std::string(theirs) << std::string(ours)
                                << std::string(expected);
        };
        row("nothing", "abc", "abc", "abc", "abc");
        row("only they", "abc", "axc", "abc", "acx");
        row("only we", "abc", "abc", "cbx", "cbx");
        row("both add", "abc", "abcx", "abcy", "abcyx");
        row("both add the same", "abc", "abcx", "xabc", "xabc");
        row("both remove", "abc", "ab", "bc", "b");
        row("both remove the same", "abc", "ab", "ab", "ab");
        row("both change one", "abc", "axc", "ayc", "aycx");
        row("one of two equal ones is removed", "aab", "ab", "aabc", "abc");
        row("each removes one of two equal ones", "aab", "ab", "ab", "ab");
        row("they remove one, we add one", "ab", "b", "aab", "ab");
        row("from nothing", "", "ab", "cd", "cdab");
    }
    void joins() {
        QFETCH(const std::string, base);
        QFETCH(const std::string, theirs);
        QFETCH(const std::string, ours);
        QTEST(joined(base, theirs, ours), "expected");
    }

    /// Who edits first makes no difference to what the list holds.
    void bothOrdersHoldTheSame() {
        std::minstd_rand random(16); // NOLINT(cert-msc51-cpp): repeats
        const auto text = [&random] {
            std::string letters;
            for (std::uint64_t left = random() % 6; left > 0; --left)
                letters += static_cast<char>('a' + random() % 3);
            return letters;
        };
        for (int i = 0; i < 2'000; ++i) {
            const std::string base = text();
            const std::string one = text();
            const std::string two = text();
            std::string forth = joined(base, one, two);
            std::string back = joined(base, two, one);
            std::ranges::sort(forth);
            std::ranges::sort(back);
            QCOMPARE(forth, back);
        }
    }
};

BEACONSCOPE_TEST(TestMergedEdits)
#include "test_merged_edits.moc"
