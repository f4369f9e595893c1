// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/times_by_file.h"

#include "core/base/no_time.h"
#include "core/input/logged_dns.h"

#include <algorithm>
#include <utility>

namespace beaconscope::engine {

void TimesByFile::add(std::size_t file, const input::Packet& packet) {
    if (file >= m_files.size())
        m_files.resize(file + 1);
    if (packet.time == kNoTime) {
        ++m_files[file].withoutTime;
        return;
    }
    m_files[file].times.add(packet.number, packet.time);
    if (packet.logged == nullptr)
        m_files[file].steps.add(packet.number, packet.time);
    else
        m_files[file].logSteps.add(packet.number, packet.time, packet.logged->client);
}

void TimesByFile::setTimes(snapshot::CaptureFacts& facts) const {
    std::vector<TimeSpan> all;
    for (std::size_t i = 0; i < std::min(m_files.size(), facts.files.size()); ++i) {
        input::FileFacts& file = facts.files[i];
        file.withoutTime = m_files[i].withoutTime;
        file.captured = m_files[i].times.captured();
        file.strays = m_files[i].times.strays();
        file.clockSteps = file.isLog ? m_files[i].logSteps.steps() : m_files[i].steps.steps();
        // From a stray time the next packet goes back, but the clock was never there.
        std::erase_if(file.clockSteps, [&](const input::ClockStep& step) {
            return !file.captured.contains(step.before) || !file.captured.contains(step.after);
        });
        file.disorder = file.isLog ? m_files[i].logSteps.disorder() : m_files[i].steps.disorder();
        const std::vector<TimeSpan>& spans = file.captured.spans();
        all.insert(all.end(), spans.begin(), spans.end());
    }
    facts.captured = TimeSpans(std::move(all));
    if (facts.captured.isEmpty())
        return;
    facts.first = facts.captured.spans().front().first;
    facts.last = facts.captured.spans().back().last;
}

} // namespace beaconscope::engine
