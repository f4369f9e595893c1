// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/real_transform.h"

#include <algorithm>
#include <fftw3.h>
#include <mutex>
#include <new>

namespace beaconscope::detect::rhythm {

namespace {

/// FFTW's planner is one for the process; only the execution of plans may overlap.
std::mutex& plannerMutex() {
    static std::mutex mutex;
    return mutex;
}

float* allocate(std::size_t count) {
    float* memory = fftwf_alloc_real(count);
    if (memory == nullptr)
        throw std::bad_alloc();
    std::fill_n(memory, count, 0.0F);
    return memory;
}

} // namespace

struct RealTransform::Plan {
    fftwf_plan plan;
};

void RealTransform::Free::operator()(void* memory) const {
    fftwf_free(memory);
}

void RealTransform::DeletePlan::operator()(Plan* plan) const {
    const std::lock_guard lock(plannerMutex());
    fftwf_destroy_plan(plan->plan);
    delete plan;
}

RealTransform::RealTransform(std::size_t points)
    : m_points(points)
    , m_input(allocate(points + 2)) {
    // Of the plans that FFTW estimates for large transforms those in place are quicker by a
    // quarter; for small ones it is the other way round.
    constexpr std::size_t kInPlace = 32'768;
    if (points < kInPlace)
        m_separateOutput.reset(allocate(points + 2));
    const std::lock_guard lock(plannerMutex());
    // An estimated plan depends on the size alone; a measured one would depend on the moment, and
    // so would the last digits of the results.
    fftwf_plan plan =
        fftwf_plan_dft_r2c_1d(static_cast<int>(points), m_input.get(),
                              reinterpret_cast<fftwf_complex*>(output()), FFTW_ESTIMATE);
    if (plan == nullptr)
        throw std::bad_alloc();
    m_plan.reset(new Plan{plan});
}

RealTransform::~RealTransform() = default;

void RealTransform::power(float scale, std::span<float> out) {
    fftwf_execute(m_plan->plan);
    const float factor = 1 / scale;
    const float* values = output();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float real = values[2 * i];
        const float imaginary = values[2 * i + 1];
        out[i] = (real * real + imaginary * imaginary) * factor;
    }
}

} // namespace beaconscope::detect::rhythm
