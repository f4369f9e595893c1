// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/row_subject.h"

#include "ui/models/text.h"

#include <QStringList>

namespace beaconscope::models {

namespace {

template <typename Id>
std::optional<Id> idAt(const tables::Table& table, std::size_t row, std::string_view column) {
    const std::optional<std::size_t> index = tables::findColumn(table.kind(), column);
    if (!index)
        return std::nullopt;
    const tables::Cell cell = table.cell(row, *index);
    const auto* const id = std::get_if<Id>(&cell);
    return id != nullptr && id->isValid() ? std::optional(*id) : std::nullopt;
}

snapshot::Selection selectionOf(const tables::Table& table, std::size_t row,
                                const RowSubject& subject) {
    switch (table.kind()) {
    case tables::TableKind::Findings:
        return snapshot::SelectedFinding{row};
    case tables::TableKind::Domains:
        return subject.name ? snapshot::Selection(*subject.name) : snapshot::Selection();
    case tables::TableKind::RegisteredDomains:
        return subject.domain ? snapshot::Selection(*subject.domain) : snapshot::Selection();
    case tables::TableKind::Clients:
        return subject.client ? snapshot::Selection(*subject.client) : snapshot::Selection();
    case tables::TableKind::Pairs:
        return PairId(static_cast<std::uint32_t>(table.stableId(row)));
    case tables::TableKind::Queries:
        return EventId(static_cast<std::uint32_t>(row));
    }
    return {};
}

/// In double quotes, as Wireshark reads strings.
QString inQuotes(std::string_view text) {
    QString result = toQString(text);
    result.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    result.replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + result + QLatin1Char('"');
}

} // namespace

RowSubject subjectOf(const tables::Table& table, std::size_t row) {
    RowSubject subject;
    subject.name = idAt<NameId>(table, row, "name");
    subject.domain = idAt<DomainId>(table, row, "registered_domain");
    subject.client = idAt<AddressId>(table, row, "client");
    const store::StoreView& store = table.snapshot().store;
    if (table.kind() == tables::TableKind::Queries) {
        const store::Event& event = store.events[row];
        subject.name = event.name;
        subject.client = event.client;
        subject.packet = event.packet;
    }
    if (subject.name && !subject.domain)
        subject.domain = store.names.domainOf(*subject.name);
    subject.selection = selectionOf(table, row, subject);
    return subject;
}

snapshot::SubjectKey keyOf(const tables::Table& table, std::size_t row) {
    return snapshot::keyOf(table.snapshot(), subjectOf(table, row).selection);
}

SubjectText textOf(const snapshot::Snapshot& snapshot, const RowSubject& subject) {
    SubjectText text;
    if (subject.name)
        text.name = snapshot.store.names.text(*subject.name);
    if (subject.domain && subject.domain->isValid())
        text.domain = snapshot.store.names.text(*subject.domain);
    if (subject.client)
        text.client = snapshot.store.addresses[subject.client->index()].toString();
    return text;
}

QString wiresharkFilter(const snapshot::Snapshot& snapshot, const RowSubject& subject) {
    if (subject.packet)
        return QStringLiteral("frame.number == %1").arg(*subject.packet);
    const SubjectText text = textOf(snapshot, subject);
    QStringList terms;
    if (!text.client.empty()) {
        const IpAddress& address = snapshot.store.addresses[subject.client->index()];
        terms.append((address.family() == IpAddress::Family::V4 ? QStringLiteral("ip.addr == ")
                                                                : QStringLiteral("ipv6.addr == ")) +
                     toQString(text.client));
    }
    // Names may be sent in any mix of upper and lower case.
    if (!text.name.empty()) {
        terms.append(QStringLiteral("lower(dns.qry.name) == ") + inQuotes(text.name));
    } else if (!text.domain.empty()) {
        terms.append(
            QStringLiteral("(lower(dns.qry.name) == %1 or lower(dns.qry.name) contains %2)")
                .arg(inQuotes(text.domain), inQuotes("." + text.domain)));
    } else if (!terms.isEmpty()) {
        terms.append(QStringLiteral("dns"));
    }
    return terms.join(QStringLiteral(" and "));
}

} // namespace beaconscope::models
