// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/investigation_controller.h"

#include <utility>

namespace beaconscope::session {

namespace {

constexpr int kEditDelayMs = 100;
constexpr int kProgressIntervalMs = 100;

std::vector<std::string> toStrings(const QStringList& list) {
    std::vector<std::string> result;
    result.reserve(static_cast<std::size_t>(list.size()));
    for (const QString& text : list)
        result.push_back(text.toStdString());
    return result;
}

QStringList toList(const std::vector<std::string>& strings) {
    QStringList list;
    for (const std::string& text : strings)
        list.append(QString::fromStdString(text));
    return list;
}

} // namespace

InvestigationController::InvestigationController(QObject* parent)
    : QObject(parent)
    , m_history(snapshot::defaultAnalysisSettings())
    , m_settings(m_history.current())
    , m_orders([this](auto snapshot, auto request, auto done) {
        m_engine->order(std::move(snapshot), std::move(request), std::move(done));
    })
    , m_engine(makeEngine()) {
    m_editTimer.setSingleShot(true);
    m_editTimer.setInterval(kEditDelayMs);
    connect(&m_editTimer, &QTimer::timeout, this, &InvestigationController::analyseNow);
    m_progressTimer.setInterval(kProgressIntervalMs);
    connect(&m_progressTimer, &QTimer::timeout, this, &InvestigationController::sampleProgress);
    m_clock.start();
}

InvestigationController::~InvestigationController() = default;

void InvestigationController::post(std::function<void()> call) {
    ++m_posted;
    QMetaObject::invokeMethod(
        this,
        [this, call = std::move(call)] {
            --m_posted;
            call();
        },
        Qt::QueuedConnection);
}

void InvestigationController::setMaxMemory(std::uint64_t bytes) {
    m_maxMemory = bytes;
}

std::unique_ptr<engine::Engine> InvestigationController::makeEngine() {
    const std::uint64_t epoch = m_epoch;
    engine::Engine::Callbacks callbacks;
    callbacks.snapshot = [this, epoch](SnapshotPtr snapshot) {
        post([this, epoch, snapshot = std::move(snapshot)] {
            if (epoch == m_epoch)
                takeSnapshot(snapshot);
        });
    };
    callbacks.ended = [this, epoch](engine::JobKind kind, engine::JobEnd end,
                                    const std::string& message) {
        post([this, epoch, kind, end, message = QString::fromStdString(message)] {
            if (epoch == m_epoch)
                jobHasEnded(kind, end, message);
        });
    };
    callbacks.failed = [this, epoch](const std::string& message) {
        post([this, epoch, message = QString::fromStdString(message)] {
            if (epoch == m_epoch)
                emit failed(message);
        });
    };
    return std::make_unique<engine::Engine>(std::move(callbacks));
}

void InvestigationController::open(const QStringList& paths, const input::ReadOptions& options) {
    if (paths.isEmpty())
        return;
    // A time range is kept for the same files, as all that the user points at.
    m_isOtherCapture = !m_complete || paths != m_completePaths;
    m_paths = paths;
    m_readOptions = options;
    m_readOptions.maxMemory = m_maxMemory;
    m_editTimer.stop();
    m_rate.reset();
    ++m_runningLoads;
    m_progressTimer.start();
    m_engine->load(toStrings(paths), settingsForJob(), m_readOptions);
    m_loadingHashes = std::make_shared<FileHashes>();
    startHashing(toStrings(paths), m_loadingHashes);
    emit jobStarted(engine::JobKind::Load);
}

void InvestigationController::reopen() {
    open(m_paths, input::ReadOptions(m_readOptions));
}

void InvestigationController::close() {
    // Makes a new engine instead of emptying the old one. This gives back all memory of the capture
    // and ends whatever still runs; late reports of the old engine cannot be mistaken for those of
    // the next capture.
    m_editTimer.stop();
    m_progressTimer.stop();
    m_engine.reset();
    ++m_epoch;
    m_engine = makeEngine();
    m_orders.reset();
    m_runningLoads = 0;
    m_runningAnalyses = 0;
    m_describeDone = m_describeRequested;
    m_compareDone = m_describeRequested;
    m_newestGeneration = 0;
    m_paths.clear();
    m_completePaths.clear();
    m_hashes.reset();
    m_loadingHashes.reset();
    m_complete.reset();
    m_current.reset();
    forgetRange();
    emit snapshotChanged(nullptr);
}

void InvestigationController::cancel() {
    m_engine->cancel();
}

bool InvestigationController::isSettled() const {
    return m_runningLoads == 0 && m_runningAnalyses == 0 && m_posted == 0 &&
           m_describeDone == m_describeRequested && m_compareDone == m_describeRequested &&
           !m_editTimer.isActive() && m_orders.isIdle();
}

std::shared_ptr<const FileHashes> InvestigationController::hashes() const {
    const auto& current = m_current && m_current->isLoading ? m_loadingHashes : m_hashes;
    return current ? current : std::make_shared<const FileHashes>();
}

void InvestigationController::takeSnapshot(SnapshotPtr snapshot) {
    if (snapshot->generation <= m_newestGeneration)
        return;
    m_newestGeneration = snapshot->generation;
    m_current = std::move(snapshot);
    if (!m_current->isLoading) {
        if (!m_complete || m_complete->load != m_current->load) {
            // If another load has begun since, the hashes that are computed now belong to its
            // files.
            const bool isNewest = m_runningLoads <= 1 && m_loadingHashes;
            m_hashes =
                isNewest ? std::exchange(m_loadingHashes, nullptr) : std::make_shared<FileHashes>();
        }
        if (std::exchange(m_isOtherCapture, false))
            forgetRange();
        m_complete = m_current;
        m_completePaths = toList(m_current->capture.paths);
    }
    emit snapshotChanged(m_current);
}

void InvestigationController::jobHasEnded(engine::JobKind kind, engine::JobEnd end,
                                          const QString& message) {
    int& running = kind == engine::JobKind::Load ? m_runningLoads : m_runningAnalyses;
    if (running > 0)
        --running;
    if (running > 0)
        return; // a later job replaced this one, and the window only knows the later one
    if (kind == engine::JobKind::Load)
        loadHasEnded(end);
    emit jobEnded(kind, end, message);
}

void InvestigationController::loadHasEnded(engine::JobEnd end) {
    m_progressTimer.stop();
    if (end == engine::JobEnd::Finished)
        return;
    resumeHashing();
    m_paths = m_completePaths;
    m_isOtherCapture = false;
    if (m_current != m_complete) {
        m_current = m_complete;
        emit snapshotChanged(m_current);
    }
    // Settings that changed while the load ran waited for its end. They are dropped with it.
    if (m_complete && !(m_complete->settings == m_settings))
        m_editTimer.start();
}

void InvestigationController::startHashing(std::vector<std::string> paths,
                                           const std::shared_ptr<FileHashes>& hashes) {
    ++hashes->running;
    // Not posted through post(): nobody waits for hashes, so they do not count as outstanding.
    const auto onUiThread = [this](std::function<void()> call) {
        QMetaObject::invokeMethod(
            this, [call = std::move(call)] { call(); }, Qt::QueuedConnection);
    };
    m_engine->hashFiles(
        std::move(paths),
        [this, onUiThread, hashes](const std::string& path, const std::string& sha256) {
            onUiThread([this, hashes, path = QString::fromStdString(path),
                        sha256 = QString::fromStdString(sha256)] {
                hashes->byPath.insert(path, sha256);
                emit hashesChanged();
            });
        },
        [this, onUiThread, hashes] {
            onUiThread([this, hashes] {
                --hashes->running;
                emit hashesChanged();
            });
        });
}

/// A load that ended without a capture has stopped the hashing of the capture before it: hash the
/// rest now.
void InvestigationController::resumeHashing() {
    m_loadingHashes.reset();
    if (!m_complete)
        return;
    std::vector<std::string> missing;
    for (const input::FileFacts& file : m_complete->capture.files) {
        const std::string& path = pathOnDisk(file);
        if (file.opened && !m_hashes->byPath.contains(QString::fromStdString(path)))
            missing.push_back(path);
    }
    // Also without missing files, to end hashing that is no longer needed.
    startHashing(std::move(missing), m_hashes);
}

void InvestigationController::sampleProgress() {
    emit progressChanged(
        m_rate.sample(m_engine->progress(), static_cast<double>(m_clock.elapsed()) / 1000));
}

/// Makes `next` the settings, as a step of undo.
void InvestigationController::edit(snapshot::AnalysisSettings next, const QString& what,
                                   const QString& mergeKey) {
    m_history.push(std::move(next), what, mergeKey);
    applyHistory();
}

/// Makes `settings` the ones that the user starts from.
void InvestigationController::start(snapshot::AnalysisSettings settings) {
    m_history = SettingsHistory(std::move(settings));
    applyHistory();
}

void InvestigationController::undo() {
    m_history.undo();
    applyHistory();
}

void InvestigationController::redo() {
    m_history.redo();
    applyHistory();
}

void InvestigationController::applyHistory() {
    const auto before = std::exchange(m_settings, m_history.current());
    if (!(before == m_settings))
        m_editTimer.start();
    emit settingsChanged();
    if (before.rules != m_settings.rules)
        emit rulesChanged();
}

/// Returns the settings for what is open or being loaded.
snapshot::AnalysisSettings InvestigationController::settingsForJob() const {
    snapshot::AnalysisSettings settings = m_settings;
    if (m_isOtherCapture)
        settings.range.reset();
    return settings;
}

/// The time range of one capture says nothing in another.
void InvestigationController::forgetRange() {
    m_history.forgetRanges();
    if (!m_settings.range)
        return;
    m_settings.range.reset();
    emit settingsChanged();
}

void InvestigationController::analyseNow() {
    if (!m_current && m_runningLoads == 0)
        return; // the next load takes the settings along
    ++m_runningAnalyses;
    m_engine->analyse(settingsForJob());
    emit jobStarted(engine::JobKind::Analyse);
}

void InvestigationController::setDetector(std::shared_ptr<const detect::Detector> detector) {
    if (!detector || detector == m_settings.detection.detector)
        return;
    snapshot::AnalysisSettings next = m_settings;
    next.detection = detect::settingsFor(std::move(detector));
    edit(std::move(next), tr("Choose Detector"));
}

void InvestigationController::setParameter(std::size_t index, double value) {
    snapshot::AnalysisSettings next = m_settings;
    detect::ParameterValues& parameters = next.detection.parameters;
    if (index >= parameters.size() || parameters[index] == value)
        return;
    parameters.set(index, value);
    edit(std::move(next), tr("Change Limit"), QStringLiteral("limit/%1").arg(index));
}

void InvestigationController::resetParameters() {
    snapshot::AnalysisSettings next = m_settings;
    next.detection = detect::settingsFor(m_settings.detection.detector);
    next.detection.grouping = m_settings.detection.grouping;
    edit(std::move(next), tr("Reset Limits"));
}

void InvestigationController::setGrouping(series::Grouping grouping) {
    snapshot::AnalysisSettings next = m_settings;
    next.detection.grouping = grouping;
    edit(std::move(next), tr("Choose Series"));
}

void InvestigationController::setIncludeMulticast(bool include) {
    snapshot::AnalysisSettings next = m_settings;
    next.includeMulticast = include;
    edit(std::move(next), include ? tr("Include mDNS and LLMNR") : tr("Leave Out mDNS and LLMNR"));
}

void InvestigationController::setKnownServices(
    std::shared_ptr<const detect::KnownServices> services, const QString& file) {
    const auto& known = m_settings.knownServices;
    const bool isSame = services && known ? *services == *known : services == known;
    if (isSame && file.toStdString() == m_settings.knownServicesFile)
        return;
    snapshot::AnalysisSettings next = m_settings;
    next.knownServices = std::move(services);
    next.knownServicesFile = file.toStdString();
    edit(std::move(next), tr("Edit Known Services"));
}

void InvestigationController::startWithKnownServices(
    std::shared_ptr<const detect::KnownServices> services, const QString& file) {
    snapshot::AnalysisSettings settings = m_settings;
    settings.knownServices = std::move(services);
    settings.knownServicesFile = file.toStdString();
    start(std::move(settings));
}

void InvestigationController::setRange(std::optional<series::TimeRange> range) {
    snapshot::AnalysisSettings next = m_settings;
    next.range = range;
    edit(std::move(next), range ? tr("Choose Time Range") : tr("Show Whole Capture"));
}

void InvestigationController::startWithRules(rules::RuleSet rules) {
    snapshot::AnalysisSettings settings = m_settings;
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(rules));
    start(std::move(settings));
}

void InvestigationController::editRules(rules::RuleSet next, const QString& what,
                                        const QString& mergeKey) {
    if (next == *m_settings.rules) {
        emit rulesChanged(); // the view goes back to the rules that are in force
        return;
    }
    snapshot::AnalysisSettings settings = m_settings;
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(next));
    edit(std::move(settings), what, mergeKey);
}

void InvestigationController::describe(const snapshot::SubjectKey& subject) {
    if (!m_current || m_current->isLoading)
        return;
    const std::uint64_t wanted = ++m_describeRequested;
    m_engine->describe(m_current, subject, [this, wanted, snapshot = m_current](DetailPtr detail) {
        post([this, wanted, snapshot, detail = std::move(detail)] {
            if (wanted != m_describeRequested || m_describeDone == wanted)
                return;
            m_describeDone = wanted;
            emit detailReady(detail);
            compare(wanted, snapshot, detail);
        });
    });
}

void InvestigationController::compare(std::uint64_t described, SnapshotPtr snapshot,
                                      DetailPtr detail) {
    if (!detail) {
        m_compareDone = described;
        return;
    }
    m_engine->compare(std::move(snapshot), std::move(detail),
                      [this, described](std::vector<snapshot::DetectorJudgement> judgements) {
                          post([this, described, judgements = std::move(judgements)] {
                              if (described != m_describeRequested || m_compareDone == described)
                                  return;
                              m_compareDone = described;
                              emit judgementsReady(judgements);
                          });
                      });
}

} // namespace beaconscope::session
