// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace beaconscope::detect::rhythm {

/// The discrete Fourier transform of `points` real values, by FFTW with its own aligned memory.
/// Single precision: its error, some 1e-6 of the largest power, is nothing beside chance.
/// Making one may be done by several threads; each object serves one.
class RealTransform {
public:
    /// `points`: even, at least 2.
    explicit RealTransform(std::size_t points);
    ~RealTransform();
    RealTransform(const RealTransform&) = delete;
    RealTransform& operator=(const RealTransform&) = delete;

    std::size_t points() const { return m_points; }

    /// To be written before each power(), which uses it up.
    std::span<float> input() { return {m_input.get(), m_points}; }

    /// Squared magnitudes over `scale` at the frequencies 0..points/2; `out` has as many places.
    void power(float scale, std::span<float> out);

private:
    struct Free {
        void operator()(void* memory) const;
    };
    struct Plan; ///< FFTW's types stay in the source
    struct DeletePlan {
        void operator()(Plan* plan) const;
    };

    using Memory = std::unique_ptr<float[], Free>; // NOLINT(modernize-avoid-c-arrays): FFTW's

    /// Real and imaginary parts in turn.
    float* output() { return m_separateOutput ? m_separateOutput.get() : m_input.get(); }

    std::size_t m_points;
    Memory m_input;
    Memory m_separateOutput; ///< null where the transform works in place
    std::unique_ptr<Plan, DeletePlan> m_plan;
};

} // namespace beaconscope::detect::rhythm
