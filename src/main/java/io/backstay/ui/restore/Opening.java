package io.backstay.ui.restore;

import io.backstay.act.check.Facts;
import io.backstay.act.check.Facts.PointQuery;
import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Restores;
import io.backstay.base.BackstayException;
import io.backstay.estate.Asset;
import io.backstay.estate.RestorableWindow;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.restore.found.Known.Opened;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A restore that was just begun, with its verdict and what its time line shows.
record Opening(GuidedRestore guided, Opened opened) {
    /// The newest points are enough for a line of this width.
    private static final int POINTS_MAX = 200;

    /// Begins a restore and asks for its verdict; a restore without a verdict is closed again.
    ///
    static Opening open(Restores restores, Facts facts, Intake intake, Restores.Terms terms) throws BackstayException {
        GuidedRestore guided = restores.begin(intake, terms);
        boolean answered = false;
        try {
            var verdict = guided.verdict();
            var query = new PointQuery(intake.database(), Set.of(), "", null, POINTS_MAX);
            var points = facts.points(query).points();
            var opened = new Opened(
                    guided.id(), intake, verdict, points, window(facts, intake), guided.begunAt(), guided.closed());
            answered = true;
            return new Opening(guided, opened);
        } finally {
            if (!answered) {
                guided.close();
            }
        }
    }

    private static @Nullable RestorableWindow window(Facts facts, Intake intake) throws BackstayException {
        for (Asset asset : facts.assets()) {
            if (asset.id().equals(intake.database())) {
                return asset.pitr();
            }
        }
        return null;
    }
}
