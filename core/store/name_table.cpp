#include "core/store/name_table.h"

namespace beaconscope::store {

NameTable::Ids NameTable::intern(std::string_view canonical, std::string_view asSent) {
    const NameId canonicalId = internCanonical(canonical);
    if (canonical == asSent)
        return {canonicalId, canonicalId};
    if (const auto found = m_nameIds.find(asSent); found != m_nameIds.end())
        return {canonicalId, found->second};
    const NameId id(static_cast<std::uint32_t>(m_names.size()));
    m_names.append({std::string(asSent), canonicalId, m_names[canonicalId.index()].domain});
    m_nameIds.emplace(m_names[id.index()].text, id);
    return {canonicalId, id};
}

NameId NameTable::internCanonical(std::string_view text) {
    if (const auto found = m_nameIds.find(text); found != m_nameIds.end())
        return found->second;
    const NameId id(static_cast<std::uint32_t>(m_names.size()));
    m_names.append({std::string(text), id, internDomain(m_suffixes.registeredDomain(text))});
    m_nameIds.emplace(m_names[id.index()].text, id);
    return id;
}

DomainId NameTable::internDomain(std::string_view text) {
    if (const auto found = m_domainIds.find(text); found != m_domainIds.end())
        return found->second;
    const DomainId id(static_cast<std::uint32_t>(m_domains.size()));
    m_domains.append({std::string(text)});
    m_domainIds.emplace(m_domains[id.index()].text, id);
    return id;
}

} // namespace beaconscope::store
