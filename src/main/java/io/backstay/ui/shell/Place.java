package io.backstay.ui.shell;

import io.backstay.act.record.Records;
import io.backstay.base.AssetId;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.restore.verdict.Intake;
import org.jspecify.annotations.Nullable;

/// Where the operator is or wants to go, as data.
public sealed interface Place {
    /// The part of the console that shows this place.
    Section section();

    /// Everything that is broken, unknown or due.
    record Overview() implements Place {
        @Override
        public Section section() {
            return Section.OVERVIEW;
        }
    }

    /// The recovery points of one asset.
    ///
    /// @param asset null for the asset that was looked at last
    record Points(@Nullable AssetId asset) implements Place {
        @Override
        public Section section() {
            return Section.POINTS;
        }
    }

    /// A policy held against the facts.
    ///
    /// @param policy null for the policy that was looked at last
    /// @param asset  narrows the findings to one asset, null for all
    record Compliance(@Nullable String policy, @Nullable AssetId asset) implements Place {
        @Override
        public Section section() {
            return Section.COMPLIANCE;
        }
    }

    /// The restore tests of the policy that was looked at last.
    ///
    /// @param action the restore test of a case that the next run finishes when it passes
    record RestoreTest(Tracked action) implements Place {
        @Override
        public Section section() {
            return Section.COMPLIANCE;
        }
    }

    /// The guided restore.
    ///
    /// @param intake begins a restore with these answers; null for the running one, or for an empty intake
    record Restore(@Nullable Intake intake) implements Place {
        @Override
        public Section section() {
            return Section.RESTORE;
        }
    }

    /// The guided restore of a case.
    ///
    /// @param caseId the case that the restore becomes part of
    /// @param call   what the case knows of its call by now
    record CaseRestore(String caseId, CaseIntake call) implements Place {
        @Override
        public Section section() {
            return Section.RESTORE;
        }
    }

    /// The incidents.
    ///
    /// @param incident such as `INC-0001`, null for the newest
    record Incidents(@Nullable String incident) implements Place {
        @Override
        public Section section() {
            return Section.INCIDENTS;
        }
    }

    /// The data sets of the firm whose case is looked at.
    record DataSets() implements Place {
        @Override
        public Section section() {
            return Section.INCIDENTS;
        }
    }

    /// The practice lab.
    record Lab() implements Place {
        @Override
        public Section section() {
            return Section.LAB;
        }
    }

    /// Databases of one's own.
    record Connections() implements Place {
        @Override
        public Section section() {
            return Section.CONNECTIONS;
        }
    }

    /// The credentials, or the way to them.
    record Vault() implements Place {
        @Override
        public Section section() {
            return Section.VAULT;
        }
    }

    /// The record of acts.
    ///
    /// @param filter narrows it, such as to one case; null for what was looked at last
    record Acts(Records.@Nullable Filter filter) implements Place {
        @Override
        public Section section() {
            return Section.RECORD;
        }
    }

    /// What this program is.
    record About() implements Place {
        @Override
        public Section section() {
            return Section.ABOUT;
        }
    }
}
