package io.backstay.act;

import io.backstay.act.policy.RetentionDesk;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Recorder;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.manifest.ManifestHeader;
import io.backstay.manifest.Manifests;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Manifests out of the catalogue and into it, each an act of the record.
///
/// @param recorder records what is done, or refused
record ManifestDesk(RetentionDesk.Opening catalogue, Recorder recorder, InstantSource clock) {
    private static final String ESTATE = "backstay";

    long export(Path file) throws BackstayException {
        return recorder.act(
                Permission.EXPORT_MANIFEST,
                Deed.of("manifest.export", String.valueOf(file.getFileName())),
                () -> write(catalogue.open(), file, clock),
                points -> Map.of("points", Long.toString(points)));
    }

    ManifestHeader load(Path file) throws BackstayException {
        return recorder.act(
                Permission.IMPORT_MANIFEST,
                Deed.of("manifest.import", String.valueOf(file.getFileName())),
                () -> Manifests.load(file, catalogue.open()),
                header -> Map.of("exportedAt", header.exportedAt().toString(), "estate", header.estate()));
    }

    /// Writes the manifest as part of an act that is recorded.
    static long write(Catalogue catalogue, Path file, InstantSource clock) throws BackstayException {
        Manifests.write(file, catalogue, ESTATE, clock.instant());
        return catalogue.count(PointFilter.ALL);
    }
}
