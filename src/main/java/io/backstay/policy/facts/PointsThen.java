package io.backstay.policy.facts;

/// What is known of one asset's points at an instant of the past.
///
/// @param sure     those that were there, as far as they had been taken
/// @param possible these and those of which nobody knows whether they had gone already; the same series when there are
///                 none
/// @param complete whether it is known that there were no others
public record PointsThen(PointSeries sure, PointSeries possible, boolean complete) {
    /// Whether there is nothing to doubt.
    public boolean isCertain() {
        return complete && sure == possible;
    }
}
