package io.backstay.act;

import io.backstay.act.connection.Connection;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.drill.DrillResult;
import io.backstay.act.drill.PhaseClock;
import io.backstay.act.environment.EnvironmentDesk;
import io.backstay.act.environment.EnvironmentRestores;
import io.backstay.act.environment.EnvironmentResult;
import io.backstay.act.practice.LabGrounds;
import io.backstay.act.practice.LabPractice;
import io.backstay.act.test.TestGround;
import io.backstay.act.test.TestResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.catalogue.Catalogue;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.lab.Lab;
import io.backstay.lab.story.LostServer;
import io.backstay.restore.environment.Check;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A lost server: everything comes back in a new place, held against what the lost one held.
final class EnvironmentDrill {
    private static final String ESTATE = "estate";
    private static final String EVERYTHING = "Whole environment";

    private final EnvironmentDesk desk;
    private final Catalogue catalogue;
    private final InstantSource clock;

    EnvironmentDrill(EnvironmentDesk desk, Catalogue catalogue, InstantSource clock) {
        this.desk = desk;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// Restores everything and copies the report into the folder.
    DrillResult run(
            DrillOptions options,
            LabPractice practice,
            LostServer lost,
            Path folder,
            PhaseClock phases,
            List<String> artefacts)
            throws BackstayException, InterruptedException {
        Instant calledAt = clock.instant();
        EnvironmentResult result;
        try (TestGround ground = new LabGrounds(practice).open(Connection.LAB, Progress.NONE)) {
            Path place = ground.site().own().recovery().newScratchPath();
            result = desk.run(
                    new EnvironmentRestores.Order(Connection.LAB, null, place, null),
                    ground,
                    new EnvironmentDesk.Circumstances(calledAt, lost.lostAt(), practice.newBucket(), lost.archived()),
                    phases);
        }
        DrillRun.copyReports(result.report(), folder, artefacts);
        catalogue.add(new RestoreTest(
                Lab.DATABASE,
                "full",
                options.scenario().word(),
                result.outcome().endedAt(),
                result.verified(),
                result.rto(),
                result.rpo(),
                result.verified() ? List.of(TestResult.DATABASE_READS) : List.of(),
                new Observation("drill " + result.id(), result.outcome().endedAt())));
        long held = lost.archived().rows();
        List<Check> checks = new ArrayList<>(result.outcome().checks());
        return new DrillResult(
                options.scenario().word(),
                options.size().word(),
                options.seed(),
                ESTATE,
                EVERYTHING,
                result.outcome().target(),
                result.rpo(),
                result.rto(),
                new DrillResult.Rows(held, result.outcome().holdings().rows(), 0, 0, 0),
                result.outcome().files(),
                0,
                result.verified(),
                checks,
                List.of(),
                List.of());
    }
}
