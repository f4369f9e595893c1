// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace beaconscope::detect::rhythm {

/// ln n!, from a table for small n and Stirling's series (DLMF 5.11.1) above; relative error below
/// 1e-13. Used in place of lgamma, which writes a global variable in glibc.
double lnFactorial(std::size_t n);

/// ln of the probability that a Binomial(n, p) takes exactly k.
double lnBinomialPoint(std::size_t n, std::size_t k, double lnP, double lnOneMinusP);

/// An upper bound of ln P(Binomial(n, p) >= k): the point mass at k times the geometric series with
/// the ratio of the next two masses (the ratios only fall further on). 0 where k <= n p.
double lnBinomialTail(std::size_t n, std::size_t k, double p);

/// Kullback-Leibler divergence of Bernoulli(observed) from Bernoulli(expected) in nats; 0 when
/// observed <= expected. It is the evidence a single interval gives, whatever their number.
double bernoulliDivergence(double observed, double expected);

} // namespace beaconscope::detect::rhythm
