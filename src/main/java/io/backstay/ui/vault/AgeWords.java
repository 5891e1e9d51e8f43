package io.backstay.ui.vault;

import java.time.Duration;
import java.time.Instant;

/// Ages in their largest unit, for columns.
final class AgeWords {
    private AgeWords() {}

    /// Such as `41 d`, `7 h`, `12 min`; less than a minute is `0 min`.
    static String of(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
    }
}
