// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/null_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace beaconscope::test {

using detect::rhythm::Query;

namespace {

std::vector<Query> queriesAt(std::vector<double> times, Random& random) {
    std::sort(times.begin(), times.end());
    std::vector<Query> queries;
    queries.reserve(times.size());
    for (const double time : times) {
        Query query;
        query.timeSeconds = time;
        query.type = 1;
        query.id = static_cast<std::uint16_t>(random.below(65'536));
        queries.push_back(query);
    }
    return queries;
}

std::vector<double> uniformTimes(std::size_t count, Random& random) {
    std::vector<double> times(count);
    for (double& time : times)
        time = random.uniform() * kNullSeconds;
    return times;
}

std::vector<Query> poisson(Random& random) {
    const auto count = static_cast<std::size_t>(random.logUniform(6, 800));
    return queriesAt(uniformTimes(count, random), random);
}

std::vector<Query> dayNight(Random& random) {
    const auto count = static_cast<std::size_t>(random.logUniform(30, 3000));
    std::vector<double> times = uniformTimes(count, random);
    std::erase_if(times, [&](double time) {
        const double sun = std::sin(time / kNullSeconds * 2 * std::numbers::pi);
        return random.uniform() >= std::clamp(sun, 0.05, 1.0);
    });
    return queriesAt(std::move(times), random);
}

std::vector<Query> bursty(Random& random) {
    std::vector<double> times;
    double time = random.exponential(3000);
    while (time < kNullSeconds) {
        const int pages = 1 + static_cast<int>(std::min(60.0, random.pareto(1.1) * 4));
        for (int page = 0; page < pages; ++page) {
            if (page > 0)
                time += 14 * std::exp(random.normal(0, 1.2));
            if (time < kNullSeconds)
                times.push_back(time);
        }
        time += 1200 * std::exp(random.normal(0, 1.1));
    }
    return queriesAt(std::move(times), random);
}

std::vector<Query> cached(bool remaining, Random& random) {
    constexpr std::array kTtls{30.0, 60.0, 300.0, 600.0};
    const double ttl = remaining ? kTtls[1 + random.below(3)] : kTtls[random.below(4)];
    const double phase = random.uniform() * ttl;
    const double meanUse = random.logUniform(0.02 * ttl, 20 * ttl);
    std::vector<double> times;
    std::vector<double> ttls;
    for (double time = 0; time < kNullSeconds;) {
        const double left =
            remaining ? std::max(1.0, std::floor(ttl - std::fmod(time + phase, ttl))) : ttl;
        times.push_back(time);
        ttls.push_back(left);
        time += left + random.exponential(meanUse);
    }
    std::vector<Query> queries = queriesAt(std::move(times), random);
    for (std::size_t i = 0; i < queries.size(); ++i)
        queries[i].ttlSeconds = ttls[i];
    return queries;
}

std::vector<Query> followUps(Random& random) {
    const double delay = random.logUniform(3, 90);
    const double share = random.uniform(0.6, 1);
    std::vector<double> times;
    for (const double time :
         uniformTimes(static_cast<std::size_t>(random.logUniform(20, 300)), random)) {
        times.push_back(time);
        if (random.uniform() < share)
            times.push_back(time + delay + random.uniform() * 0.02);
    }
    return queriesAt(std::move(times), random);
}

std::vector<Query> retries(Random& random) {
    const std::size_t tries = 2 + random.below(4);
    const double wait = random.uniform(1, 6);
    const bool doubles = random.uniform() < 0.5;
    std::vector<double> times;
    for (const double moment :
         uniformTimes(static_cast<std::size_t>(random.logUniform(20, 200)), random)) {
        double time = moment;
        double next = wait;
        for (std::size_t i = 0; i < tries; ++i) {
            times.push_back(time);
            time += next + random.uniform() * 0.01;
            next *= doubles ? 2 : 1;
        }
    }
    return queriesAt(std::move(times), random);
}

std::vector<Query> newAddresses(Random& random) {
    const double hadSeconds = random.logUniform(3'600, kNullSeconds / 2);
    const double from = random.uniform(0, kNullSeconds - hadSeconds);
    std::vector<Query> queries = bursty(random);
    std::erase_if(queries, [&](const Query& query) {
        return query.timeSeconds < from || query.timeSeconds > from + hadSeconds;
    });
    return queries;
}

} // namespace

double Random::logUniform(double low, double high) {
    return std::exp(uniform(std::log(low), std::log(high)));
}

double Random::exponential(double mean) {
    return -mean * std::log(1 - uniform());
}

double Random::normal(double mean, double deviation) {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return mean + deviation * radius * std::cos(2 * std::numbers::pi * uniform());
}

double Random::pareto(double shape) {
    return std::pow(1 - uniform(), -1 / shape) - 1;
}

std::vector<Query> nullSeries(Null kind, Random& random) {
    switch (kind) {
    case Null::Poisson:
        return poisson(random);
    case Null::DayNight:
        return dayNight(random);
    case Null::Bursty:
        return bursty(random);
    case Null::CacheFixed:
        return cached(false, random);
    case Null::CacheRemaining:
        return cached(true, random);
    case Null::FollowUps:
        return followUps(random);
    case Null::Retries:
        return retries(random);
    case Null::NewAddresses:
        return newAddresses(random);
    }
    return {};
}

std::vector<Query> beaconSeries(std::size_t beats, double periodSeconds, double jitter,
                                Random& random) {
    std::vector<double> times;
    times.reserve(beats);
    double time = random.uniform() * periodSeconds;
    for (std::size_t i = 0; i < beats; ++i) {
        times.push_back(time);
        time += periodSeconds * (1 - jitter * random.uniform()) + random.normal(0.05, 0.01);
    }
    return queriesAt(std::move(times), random);
}

} // namespace beaconscope::test
