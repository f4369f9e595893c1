// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/measured_in_parts.h"

#include "core/base/text.h"
#include "core/base/time.h"
#include "core/detect/chance.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace beaconscope::detect {

MeasuredInParts::MeasuredInParts(std::shared_ptr<const series::SeriesSet> series,
                                 std::unique_ptr<const rhythm::MeasuredRhythms> rhythms,
                                 std::unique_ptr<const tunnel::MeasuredTunnels> tunnels)
    : MeasuredCapture(std::move(series))
    , m_rhythms(std::move(rhythms))
    , m_tunnels(std::move(tunnels))
    , m_rhythmLimits(rhythm::rhythmParameters().size()) {}

std::unique_ptr<const MeasuredInParts>
MeasuredInParts::measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
                         const MeasuredInParts* earlier, const std::stop_token& stop) {
    auto rhythms = rhythm::MeasuredRhythms::measure(
        subject, series, earlier == nullptr ? nullptr : earlier->m_rhythms.get(), stop);
    auto tunnels = tunnel::MeasuredTunnels::measure(
        subject, series, {rhythms->populations(), rhythms->unions()},
        earlier == nullptr ? nullptr : earlier->m_tunnels.get(), stop);
    return std::unique_ptr<const MeasuredInParts>(
        new MeasuredInParts(std::move(series), std::move(rhythms), std::move(tunnels)));
}

/// Whether the queries of the series, or nearly all of them, are a tunnel.
bool MeasuredInParts::isInsideTunnel(std::size_t index, const ParameterValues& limits) const {
    const auto tunnel = m_tunnels->tunnelOf(m_rhythms->mainDomainOf(index).value_or(index));
    return tunnel && m_tunnels->judge(*tunnel, ofTunnels(limits)).flagged;
}

/// The judgement of a tunnel with the rhythm that its queries may have.
Judgement MeasuredInParts::judgeTunnel(std::size_t index, const ParameterValues& limits) const {
    Judgement judgement = m_tunnels->judge(index, ofTunnels(limits));
    if (!judgement.flagged)
        return judgement;
    const Judgement rhythm = m_rhythms->judge(m_tunnels->sourceOf(index), limits);
    if (!rhythm.flagged)
        return judgement;
    // All that is said of the rhythm; what is said of the names stays the tunnel's.
    Judgement both = rhythm;
    both.score =
        judgement.explainedBy.empty() ? std::max(judgement.score, rhythm.score) : judgement.score;
    both.explainedBy = judgement.explainedBy;
    both.clients = judgement.clients;
    both.carrier = judgement.carrier;
    return both;
}

Judgement MeasuredInParts::judge(std::size_t index, const ParameterValues& limits) const {
    if (isTunnel(index))
        return judgeTunnel(index, limits);
    Judgement judgement = m_rhythms->judge(index, limits);
    if (judgement.flagged && isInsideTunnel(index, limits)) {
        judgement.flagged = false;
        judgement.explainedBy = kPartOfAnother;
    }
    return judgement;
}

std::vector<std::string> MeasuredInParts::reasons(std::size_t index,
                                                  const ParameterValues& limits) const {
    if (!isTunnel(index)) {
        std::vector<std::string> sentences;
        if (m_rhythms->judge(index, limits).flagged && isInsideTunnel(index, limits))
            sentences.emplace_back("The same queries are a tunnel, which is a finding of its own "
                                   "and tells of this rhythm; so this one is not.");
        std::ranges::move(m_rhythms->reasons(index, limits), std::back_inserter(sentences));
        return sentences;
    }
    std::vector<std::string> sentences = m_tunnels->reasons(index, ofTunnels(limits));
    const Judgement judgement = judgeTunnel(index, limits);
    if (judgement.flagged && judgement.periodSeconds)
        sentences.push_back(fmt::format(
            "A beacon is inside: {} with a period of {}{}. Chance {}.",
            counted(judgement.beats.value_or(0), "beat", "beats"),
            toHumanDuration(*judgement.periodSeconds),
            judgement.jitter ? fmt::format(" and a jitter of ±{:.1f} %", 100 * *judgement.jitter)
                             : std::string(),
            describeChance(judgement.falseAlarm->lnFinal)));
    return sentences;
}

} // namespace beaconscope::detect
