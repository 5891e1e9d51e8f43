package io.backstay.policy.promise;

import io.backstay.estate.AssetKind;
import io.backstay.estate.Environment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a clause says besides values: duties, limits, contacts and the like. Each kind is one `rule` of the format.
public sealed interface Statement {
    /// Whom to ask.
    ///
    /// @param address as published, absent when the words name none
    record Contact(Purpose purpose, @Nullable String address) implements Statement {
        /// What for.
        public enum Purpose {
            SUPPORT,
            SECURITY,
            ESCALATION
        }
    }

    /// Who is told of what.
    ///
    /// @param on        what happens
    /// @param to        in the words of the policy, such as `account administrators`
    /// @param inAdvance whether before it takes effect
    /// @param by        over which ways, such as `email`; empty when not said
    record Notice(List<Occasion> on, String to, Boolean inAdvance, List<String> by) implements Statement {
        public Notice {
            Bounds.some(on, "on");
            Bounds.word(to);
        }

        /// What is told.
        public enum Occasion {
            /// Any change of the policy.
            CHANGE,
            /// A lower promise of one of these; of anything else is told under `change` alone.
            RPO_REDUCED,
            RTO_REDUCED,
            RETENTION_REDUCED,
            GEOGRAPHY_REDUCED,
            /// Any lower promise.
            REDUCTION,
            MAJOR_INCIDENT,
            REVIEW_ON_REQUEST
        }
    }

    /// How often a customer hears of an incident while it goes on.
    ///
    /// @param severity of the incidents that it holds for, 1 (worst) to 4; empty for all of them
    record Updates(Duration every, List<Integer> severity) implements Statement {
        public Updates {
            Bounds.longer(every);
            severity.forEach(each -> Bounds.require(each >= 1 && each <= 4, "a severity is not between 1 and 4"));
        }

        /// Whether it holds for an incident of that severity.
        public boolean concerns(int level) {
            return severity.isEmpty() || severity.contains(level);
        }
    }

    /// What the customer is to do.
    ///
    /// @param means how the customer can do it, absent when the words name no way
    record Duty(Task task, @Nullable String means) implements Statement {
        /// What it is.
        public enum Task {
            OWN_COPY,
            CONTACT_DETAILS,
            TOKENS,
            REPORT_LOSS
        }
    }

    /// Words that are never to be said about this service.
    record NeverClaim(List<String> words) implements Statement {
        public NeverClaim {
            Bounds.some(words, "words");
            words.forEach(Bounds::word);
        }
    }

    /// The control of a standard that it answers to.
    ///
    /// @param title as the policy calls it, absent when it gives the number alone
    record Control(
            String standard, String control, @Nullable String title) implements Statement {
        public Control {
            Bounds.word(standard);
            Bounds.word(control);
        }
    }

    /// Environments that are deliberately not backed up.
    record NotBackedUp(List<Environment> environments) implements Statement {
        public NotBackedUp {
            Bounds.some(environments, "environments");
        }
    }

    /// Data that is deliberately left out, in the words of the policy.
    record Exclusion(List<String> data) implements Statement {
        public Exclusion {
            Bounds.some(data, "data");
        }
    }

    /// The mishaps that the policy's general objectives speak of, such as `region-failure`.
    record Scope(List<String> scenarios) implements Statement {
        public Scope {
            Bounds.some(scenarios, "scenarios");
            scenarios.forEach(Bounds::id);
        }
    }

    /// When the clock of every RTO starts.
    record Clock(Start starts, @Nullable String note) implements Statement {
        /// The moment.
        public enum Start {
            DISRUPTION,
            DETECTION,
            REPORT,
            DECLARATION
        }
    }

    /// The promise goes no farther than that.
    record Limit(Reach to, @Nullable String note) implements Statement {
        /// How far.
        public enum Reach {
            NEWEST_POINT,
            RETENTION,
            PRIMARY_REGION,
            BEST_EFFORT,
            OBJECTIVES_ONLY,
            /// A request is verified first, and may turn out not to be feasible.
            VERIFICATION
        }
    }

    /// Data sets that customers can take out themselves.
    ///
    /// @param data  in the words of the policy
    /// @param bytes whether files come with them, not only what describes them
    record Export(List<String> data, Boolean bytes) implements Statement {
        public Export {
            Bounds.some(data, "data");
        }
    }

    /// What a request for a restore has to say.
    ///
    /// @param zone whose clock the time is read by, absent when not said
    record Intake(List<Field> fields, @Nullable String zone) implements Statement {
        public Intake {
            Bounds.some(fields, "fields");
        }

        /// What an intake knows, and so can be asked for.
        public enum Field {
            FIRM,
            TENANT,
            DATASET,
            TIME,
            ZONE,
            ASKER,
            VERIFIED,
            REASON,
            SEVERITY
        }
    }

    /// A row of a published table, marked by ticks.
    record Ticks(Integer columns, Integer ticks) implements Statement {
        public Ticks {
            Bounds.count(columns);
            Bounds.count(ticks);
        }
    }

    /// The word that the text has for an asset, such as `Platform`, where its kind is not what it is called.
    record Called(List<AssetKind> assets, String name) implements Statement {
        public Called {
            Bounds.some(assets, "assets");
            Bounds.word(name);
        }
    }

    /// What the text calls guaranteed.
    ///
    /// @param what in the words of the policy
    record Guarantee(String what, @Nullable String note) implements Statement {
        public Guarantee {
            Bounds.word(what);
        }
    }

    /// What is announced and not there yet.
    record Future(List<Mechanism> mechanisms, @Nullable String when) implements Statement {
        public Future {
            Bounds.some(mechanisms, "mechanisms");
        }
    }

    /// Data itself is deleted that long after its own term.
    record DataRetention(Duration after, @Nullable String note) implements Statement {
        public DataRetention {
            Bounds.longer(after);
        }
    }

    /// What was deleted is gone from backups after that time.
    record Erasure(Duration within, @Nullable String note) implements Statement {
        public Erasure {
            Bounds.longer(within);
        }
    }

    /// The provider's plan that the promise is kept on.
    record Plan(List<AssetKind> assets, String provider, String plan) implements Statement {
        public Plan {
            Bounds.some(assets, "assets");
            Bounds.word(provider);
            Bounds.word(plan);
        }
    }
}
