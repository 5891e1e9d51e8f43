package io.backstay.incident.verdict;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import io.backstay.manifest.ManifestSink;
import io.backstay.manifest.Manifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts that a verdict is given from: databases, their recovery points, and the restores that were practised.
/// Object versions are left out; a verdict weighs none.
public final class Observed {
    private final List<Asset> databases = new ArrayList<>();
    private final List<RecoveryPoint> points = new ArrayList<>();
    private final List<RestoreTest> tests = new ArrayList<>();
    private final List<Earlier> earlier = new ArrayList<>();
    private @Nullable Long rows;

    /// What a catalogue knows.
    public static Observed of(Catalogue catalogue) throws BackstayException {
        var observed = new Observed();
        for (Asset asset : catalogue.assets()) {
            if (asset.kind() == AssetKind.DATABASE) {
                observed.databases.add(asset);
                catalogue.eachPoint(PointFilter.of(asset.id()), observed::add);
            }
        }
        observed.tests.addAll(catalogue.restoreTests());
        return observed;
    }

    /// What exported manifests say; no state folder and no network are needed.
    public static Observed of(List<Path> manifests) throws BackstayException {
        var observed = new Observed();
        for (Path manifest : manifests) {
            Manifests.read(manifest, observed.sink());
        }
        return observed;
    }

    /// Takes in a database; another asset is passed over.
    public Observed add(Asset asset) {
        if (asset.kind() == AssetKind.DATABASE) {
            databases.add(asset);
        }
        return this;
    }

    /// Takes in a recovery point.
    public Observed add(RecoveryPoint point) {
        if (point.kind() != PointKind.OBJECT_VERSION) {
            points.add(point);
        }
        return this;
    }

    /// Takes in a restore that was practised.
    public Observed add(RestoreTest test) {
        tests.add(test);
        return this;
    }

    /// Takes in what earlier cases came to.
    ///
    /// @param size how many rows this case is about, null while nothing was compared
    public Observed remember(List<Earlier> cases, @Nullable Long size) {
        earlier.addAll(cases);
        rows = size;
        return this;
    }

    /// How long a restore of a database took before; absent when none was timed.
    VerdictCard.@Nullable Takes takes(Asset database) {
        return Experience.of(
                tests(database),
                earlier.stream()
                        .filter(each -> each.asset().equals(database.id()))
                        .toList(),
                rows);
    }

    /// In the order in which they were told.
    List<Asset> databases() {
        return databases;
    }

    /// Those of one database.
    List<RecoveryPoint> points(Asset database) {
        return points.stream()
                .filter(point -> point.asset().equals(database.id()))
                .toList();
    }

    private List<RestoreTest> tests(Asset database) {
        return tests.stream().filter(test -> test.asset().equals(database.id())).toList();
    }

    private ManifestSink sink() {
        return new ManifestSink() {
            @Override
            public void asset(Asset asset) {
                add(asset);
            }

            @Override
            public void point(RecoveryPoint point) {
                add(point);
            }

            @Override
            public void restoreTest(RestoreTest test) {
                add(test);
            }

            @Override
            public void circumstance(Circumstance circumstance) {
                // A verdict speaks of points, windows and tests.
            }
        };
    }
}
