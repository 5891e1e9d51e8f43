package io.backstay.policy.retention;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// How many points are kept, counted as restic's `forget` counts (restic 0.16 and newer).
///
/// @param last    the newest so many
/// @param hourly  the newest of each of so many hours that have one; the same for days, ISO weeks, months and years
/// @param within  those younger than that before the newest point, absent for none
/// @param zone    whose calendar is used; absent for the one that each point was made in
public record KeepRules(
        int last,
        int hourly,
        int daily,
        int weekly,
        int monthly,
        int yearly,
        @Nullable Within within,
        @Nullable ZoneId zone) {
    /// The count that keeps all of its kind.
    public static final int ALL = -1;

    /// No rule at all, which keeps everything.
    public static final KeepRules NONE = new KeepRules(0, 0, 0, 0, 0, 0, null, null);

    /// @throws IllegalArgumentException for a count below [#ALL]
    public KeepRules {
        for (int count : new int[] {last, hourly, daily, weekly, monthly, yearly}) {
            if (count < ALL) {
                throw new IllegalArgumentException("a count is -1 for all, or not negative");
            }
        }
    }

    /// Whether there is no rule, so that everything is kept.
    public boolean isEmpty() {
        return last == 0 && hourly == 0 && daily == 0 && weekly == 0 && monthly == 0 && yearly == 0 && within == null;
    }

    /// The same by the calendar of a zone.
    public KeepRules in(ZoneId named) {
        return new KeepRules(last, hourly, daily, weekly, monthly, yearly, within, named);
    }

    /// The counts, finest first, as [Reason] has them.
    int[] counts() {
        return new int[] {last, hourly, daily, weekly, monthly, yearly};
    }
}
