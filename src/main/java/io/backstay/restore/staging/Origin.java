package io.backstay.restore.staging;

import io.backstay.base.PointId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Out of what a scratch database is made, as a plan names it. The same origin always makes the same data.
///
/// @param point  such as `base-0001`, or what a provider calls a snapshot or a log of its own
/// @param moment in whole microseconds
public record Origin(PointId point, Instant moment) {
    public Origin {
        moment = moment.truncatedTo(ChronoUnit.MICROS);
    }
}
