package io.backstay.restore.find;

import java.time.Instant;

/// One look at the tenant's rows at one moment.
///
/// @param number     from 1
/// @param at         of the commit before or after which it looks
/// @param before     whether it looks just before that commit; else just after it
/// @param rows       the rows that are watched
/// @param good       whether it is as good as the first look
/// @param recoveries how many recoveries from the base backup were used so far
public record Look(int number, Instant at, boolean before, long rows, boolean good, int recoveries) {
    /// Hears of every look as soon as it was taken.
    @FunctionalInterface
    public interface Watch {
        /// Hears nothing.
        Watch NONE = (_, _) -> {};

        /// A look was taken.
        ///
        /// @param recoveriesMax how many recoveries the search needs at most
        void looked(Look look, int recoveriesMax);
    }
}
