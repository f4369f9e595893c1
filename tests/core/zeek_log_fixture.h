// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/loader.h"
#include "tests/support/pcap_builder.h"

#include <QObject>
#include <QTemporaryDir>

#include <string>
#include <string_view>

namespace beaconscope::testing {

inline constexpr const char* kHeader =
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n"
    "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\t"
    "qclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\t"
    "rejected\n"
    "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\t"
    "count\tstring\tcount\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\t"
    "vector[interval]\tbool\n";
inline constexpr const char* kAnswered =
    "1700000000.250000\tC1\t10.0.0.1\t4000\t10.0.0.2\t53\tudp\t7\t0.020000\twww.example.com\t1\t"
    "C_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\tcname.example.com,192.0.2.1\t600.000000,"
    "60.000000\tF\n";
inline constexpr const char* kUnanswered =
    "1700000001.000000\tC2\t10.0.0.1\t4001\t10.0.0.2\t53\ttcp\t8\t-\ta\\x2cb.example\t1\t"
    "C_INTERNET\t28\tAAAA\t-\t-\tF\tF\tT\tF\t0\t-\t-\tF\n";

inline Bytes bytesOf(std::string_view text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

/// "line time client:port > resolver transport id type name -> rcode ttl ms @ line": what is not
/// there is left out.
inline std::string describe(const store::Event& event, const store::StoreView& view) {
    std::string text = std::to_string(event.packet) + ' ' + toEpochSeconds(event.time) + ' ' +
                       view.addresses[event.client.index()].toString() + ':' +
                       std::to_string(event.clientPort) + " > " +
                       view.addresses[event.resolver.index()].toString() + ' ' +
                       dns::toString(event.transport) + ' ' + std::to_string(event.id) + ' ' +
                       dns::toString(event.qtype) + ' ' + view.names.text(event.name);
    if (!event.has(store::EventFlag::HasQuery))
        text += " response only";
    if (event.has(store::EventFlag::Retransmission))
        text += " again";
    if (event.has(store::EventFlag::HasResponse))
        text += " -> " + dns::toString(event.rcode);
    if (event.has(store::EventFlag::HasTtl))
        text += " ttl " + std::to_string(event.ttlSeconds);
    if (event.roundTrip > Duration::zero())
        text += " after " + std::to_string(event.roundTrip.count()) + " ns";
    return text;
}

/// Loads logs of Zeek from text.
class ZeekLogFixture : public QObject {
protected:
    QTemporaryDir m_folder;

    engine::LoadedCapture loadBytes(const QByteArray& content,
                                    const input::ReadOptions& options = {}) {
        const std::string path = m_folder.filePath("dns.log").toStdString();
        writeFile(path, bytesOf({content.constData(), std::size_t(content.size())}));
        Progress progress;
        return *engine::loadCapture({path}, progress, {}, {}, {}, options);
    }
    /// Quotes are single in JSON here.
    engine::LoadedCapture load(const std::string& text, const input::ReadOptions& options = {}) {
        return loadBytes(QByteArray::fromStdString(text).replace('\'', '"'), options);
    }

    /// The events of a log, a line each.
    QByteArray events(const std::string& text) {
        const engine::LoadedCapture capture = load(text);
        std::string lines;
        for (std::size_t i = 0; i < capture.store.events.size(); ++i)
            lines += describe(capture.store.events[i], capture.store) + '\n';
        return QByteArray::fromStdString(lines);
    }

    static QByteArray notice(const engine::LoadedCapture& capture, std::string_view id) {
        for (const snapshot::Notice& one : capture.facts.notices) {
            if (one.id == id)
                return QByteArray::fromStdString(one.details);
        }
        return {};
    }

    static QByteArray skipped(const engine::LoadedCapture& capture) {
        std::string text;
        for (const snapshot::SkippedCount& one : capture.facts.skipped)
            text += one.id + ' ' + std::to_string(one.count) + " from line " +
                    std::to_string(one.firstPacket) + " at " + std::to_string(one.firstOffset);
        return QByteArray::fromStdString(text);
    }

    const QByteArray m_answered = "8 1700000000.250000000 10.0.0.1:4000 > 10.0.0.2 udp 7 A "
                                  "www.example.com -> NOERROR ttl 60 after 20000000 ns\n";
    const QByteArray m_unanswered =
        "9 1700000001.000000000 10.0.0.1:4001 > 10.0.0.2 tcp 8 AAAA a,b.example\n";
};

} // namespace beaconscope::testing
