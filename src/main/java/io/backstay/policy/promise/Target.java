package io.backstay.policy.promise;

import io.backstay.estate.AssetKind;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One promised value, as a rule can judge it. Each kind is one `rule` of the format; its fields are the
/// components.
public sealed interface Target {
    /// The kinds of asset that it speaks of; empty where it speaks of a mishap.
    List<AssetKind> assets();

    /// Whether it speaks of that kind of asset.
    default boolean covers(AssetKind kind) {
        return assets().contains(kind);
    }

    /// The newest recoverable moment is at most that old.
    ///
    /// @param olderThan speaks only of wanted moments older than that: how far apart the points there may lie
    /// @param within    speaks only of wanted moments of the last so much time
    record Rpo(
            List<AssetKind> assets,
            Duration atMost,
            @Nullable Duration olderThan,
            @Nullable Duration within) implements Target {
        public Rpo {
            Bounds.some(assets, "assets");
            Bounds.longer(atMost, olderThan, within);
            Bounds.require(
                    olderThan == null || within == null || within.compareTo(olderThan) > 0,
                    "'within' is not longer than 'olderThan'");
        }
    }

    /// Service is back after at most that time.
    ///
    /// @param works what must work again before the clock stops, such as `application`; empty when not said
    record Rto(List<AssetKind> assets, Duration atMost, List<String> works) implements Target {
        public Rto {
            Bounds.some(assets, "assets");
            Bounds.longer(atMost);
            works.forEach(Bounds::word);
        }
    }

    /// Every moment of the last so many days can be gone back to.
    record PitrWindow(List<AssetKind> assets, Duration atLeast) implements Target {
        public PitrWindow {
            Bounds.some(assets, "assets");
            Bounds.longer(atLeast);
        }
    }

    /// The log is kept as it is written, at most that much behind.
    record Archiving(List<AssetKind> assets, Duration lag) implements Target {
        public Archiving {
            Bounds.some(assets, "assets");
            Bounds.longer(lag);
        }
    }

    /// Recovery points reach back that far, and lie no farther apart than that.
    ///
    /// @param orCopies the other reading: so many copies, however old; absent when the words allow one only
    record Retention(
            List<AssetKind> assets,
            Duration keep,
            Duration every,
            @Nullable Integer orCopies) implements Target {
        public Retention {
            Bounds.some(assets, "assets");
            Bounds.longer(keep, every);
            Bounds.require(every.compareTo(keep) <= 0, "'every' is longer than 'keep'");
            Bounds.count(orCopies);
        }
    }

    /// Points older than that are gone; what is promised is kept no longer.
    ///
    /// @param atMost absent when the words say only that points expire by themselves
    record Expiry(List<AssetKind> assets, @Nullable Duration atMost) implements Target {
        public Expiry {
            Bounds.some(assets, "assets");
            Bounds.longer(atMost);
        }
    }

    /// Backups are taken at set times.
    ///
    /// @param every how far apart, absent when not said
    /// @param from  when the window opens, by the clock of the zone
    /// @param until when it closes; both or neither
    /// @param zone  as published: a zone such as `Europe/Berlin`, or letters such as `IST`
    /// @param by    what is made, absent when not said
    record Schedule(
            List<AssetKind> assets,
            @Nullable Duration every,
            @Nullable LocalTime from,
            @Nullable LocalTime until,
            @Nullable String zone,
            @Nullable Mechanism by)
            implements Target {
        public Schedule {
            Bounds.some(assets, "assets");
            Bounds.longer(every);
            Bounds.require((from == null) == (until == null), "a window has both 'from' and 'until'");
            Bounds.require(zone == null || !zone.isBlank(), "the zone is blank");
        }
    }

    /// Live data and points are encrypted at rest.
    ///
    /// @param algorithm the promised one, absent when any will do
    /// @param transport the oldest protocol that is promised in transit, absent when none is
    record Encryption(
            List<AssetKind> assets,
            @Nullable String algorithm,
            @Nullable String transport) implements Target {
        public Encryption {
            Bounds.some(assets, "assets");
        }
    }

    /// Copies lie in several places.
    ///
    /// @param spread  what the places are
    /// @param atLeast how many there are
    /// @param only    whether the words keep them there: `within the primary region`
    record Copies(
            List<AssetKind> assets,
            Spread spread,
            Integer atLeast,
            @Nullable Boolean only) implements Target {
        public Copies {
            Bounds.some(assets, "assets");
            Bounds.count(atLeast);
        }

        /// What lies apart.
        public enum Spread {
            ZONES,
            REGIONS
        }
    }

    /// Backups are apart from live, in those ways.
    record Isolation(List<AssetKind> assets, List<Barrier> from) implements Target {
        public Isolation {
            Bounds.some(assets, "assets");
            Bounds.some(from, "from");
        }

        /// What stands between.
        public enum Barrier {
            STORAGE,
            ACCOUNT,
            CREDENTIALS,
            PUBLIC
        }
    }

    /// Points cannot be deleted before their time, by anybody.
    record Immutability(List<AssetKind> assets, Duration atLeast) implements Target {
        public Immutability {
            Bounds.some(assets, "assets");
            Bounds.longer(atLeast);
        }
    }

    /// Data is protected, or brought back, by that means.
    ///
    /// @param absent whether the words say that it is not there
    record By(
            List<AssetKind> assets,
            Mechanism mechanism,
            @Nullable Boolean absent) implements Target {
        public By {
            Bounds.some(assets, "assets");
        }

        /// Whether it is there.
        public boolean present() {
            return !Boolean.TRUE.equals(absent);
        }
    }

    /// That data is backed up.
    ///
    /// @param part whether all of it is, or only what describes it
    /// @param data in the words of the policy
    record Coverage(List<AssetKind> assets, Part part, List<String> data) implements Target {
        public Coverage {
            Bounds.some(assets, "assets");
        }

        /// How much of it.
        public enum Part {
            EVERYTHING,
            METADATA
        }
    }

    /// Restores of that kind are practised at least that often.
    ///
    /// @param test `full`, `point-in-time`, `object-rollback`, `tenant` or `integrity`
    record Tested(List<AssetKind> assets, String test, Period every) implements Target {
        public Tested {
            Bounds.some(assets, "assets");
            Bounds.test(test);
            Bounds.longer(every);
        }
    }

    /// What is promised when one named thing goes wrong.
    ///
    /// @param assets which assets come back; empty when not said
    /// @param rto    absent when not said, as are the others
    /// @param within how long after the mishap it may be discovered
    /// @param needs  what the promised response cannot do without
    record Scenario(
            String scenario,
            List<AssetKind> assets,
            @Nullable Duration rto,
            @Nullable Duration rpo,
            @Nullable Duration within,
            List<Mechanism> needs)
            implements Target {
        public Scenario {
            Bounds.id(scenario);
            Bounds.longer(rto, rpo, within);
        }

        @Override
        public boolean covers(AssetKind kind) {
            return false;
        }
    }

    /// The response to one named mishap is practised at least that often.
    record Drill(String scenario, Period every) implements Target {
        public Drill {
            Bounds.id(scenario);
            Bounds.longer(every);
        }

        @Override
        public List<AssetKind> assets() {
            return List.of();
        }
    }

    /// Words that promise something but say no number; never judged, always unknown.
    ///
    /// @param rule which rule would judge it, such as `rpo`
    record Unbound(List<AssetKind> assets, String rule) implements Target {
        public Unbound {
            Bounds.some(assets, "assets");
        }
    }
}
