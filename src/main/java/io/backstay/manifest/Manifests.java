package io.backstay.manifest;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.CatalogueUpdate;
import io.backstay.catalogue.PointFilter;
import io.backstay.codec.Json;
import io.backstay.codec.JsonStream;
import io.backstay.codec.JsonWriter;
import io.backstay.codec.WholeFile;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.RestoreTest;
import io.backstay.policy.facts.EstateFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads and writes `backstay-manifest/1`, one element in memory at a time.
public final class Manifests {
    /// The largest manifest that is read.
    public static final ByteSize SIZE_MAX = new ByteSize(2L << 30);

    private static final String SCHEMA = "backstay-manifest-1.schema.json";

    /// A manifest's circumstances stand beside what a listing says of the same.
    private static final String MANIFEST = "manifest";

    private static final String CIRCUMSTANCES = "circumstances";
    private static final Set<String> LISTS = Set.of("assets", "recoveryPoints", "restoreTests", CIRCUMSTANCES);

    private Manifests() {}

    /// Hands every element of a manifest to the sink; whatever is wrong in it is refused with its place.
    ///
    /// What a manifest says of itself mostly stands at its beginning; otherwise the file is read twice.
    public static ManifestHeader read(Path file, ManifestSink sink) throws BackstayException {
        var head = new Head(file);
        var checked = new Checked(file, sink);
        try (JsonStream stream = Json.stream(file, SIZE_MAX)) {
            for (String name = stream.nextMember(); name != null; name = stream.nextMember()) {
                if (!LISTS.contains(name)) {
                    head.take(name, stream.value());
                    continue;
                }
                ManifestHeader header = head.isComplete() ? head.header() : header(file);
                list(name, stream, checked, new Observation("manifest " + file.getFileName(), header.exportedAt()));
            }
        }
        checked.finish();
        return head.header();
    }

    private static void list(String name, JsonStream stream, ManifestSink sink, Observation otherwise)
            throws BackstayException {
        switch (name) {
            case "assets" -> stream.eachRecord(AssetWire.class, wire -> sink.asset(wire.toAsset(otherwise)));
            case "recoveryPoints" -> stream.eachRecord(PointWire.class, wire -> sink.point(wire.toPoint(otherwise)));
            case CIRCUMSTANCES ->
                stream.eachRecord(CircumstanceWire.class, wire -> sink.circumstance(wire.toCircumstance(otherwise)));
            default -> stream.eachRecord(TestWire.class, wire -> sink.restoreTest(wire.toTest(otherwise)));
        }
    }

    /// What a manifest says of itself; unknown fields at its top are refused.
    public static ManifestHeader header(Path file) throws BackstayException {
        var head = new Head(file);
        try (JsonStream stream = Json.stream(file, SIZE_MAX)) {
            for (String name = stream.nextMember(); name != null; name = stream.nextMember()) {
                if (LISTS.contains(name)) {
                    stream.skip();
                } else {
                    head.take(name, stream.value());
                }
            }
        }
        return head.header();
    }

    /// The JSON Schema of the format, with which editors complete and check; a document.
    public static String schema() {
        try (InputStream in = Manifests.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException("what comes with the program is missing: " + SCHEMA);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("what comes with the program cannot be read: " + SCHEMA, e);
        }
    }

    /// What a manifest holds, asset by asset; its points are counted, not kept.
    public static ManifestContents contents(Path file) throws BackstayException {
        var contents = new ManifestContents();
        contents.says(read(file, contents));
        return contents;
    }

    /// The facts of several manifests together, as a policy is held against them.
    public static EstateFacts facts(List<Path> files) throws BackstayException {
        var facts = new EstateFacts();
        Set<AssetId> seen = new HashSet<>();
        for (Path file : files) {
            read(file, new Gathering(facts, seen, file));
        }
        return facts;
    }

    /// Puts a manifest's assets, points and tests into the catalogue, all or nothing.
    public static ManifestHeader load(Path file, Catalogue catalogue) throws BackstayException {
        ManifestHeader[] header = new ManifestHeader[1];
        catalogue.update(update -> header[0] = read(file, new Loading(update)));
        return header[0];
    }

    /// Writes all that the catalogue knows; the file is complete or is left as it was.
    ///
    /// @param estate the estate's name
    public static void write(Path file, Catalogue catalogue, String estate, Instant exportedAt)
            throws BackstayException {
        WholeFile.write(file, out -> {
            write(out, catalogue, new ManifestHeader(exportedAt, estate));
            out.write('\n');
        });
    }

    private static void write(OutputStream out, Catalogue catalogue, ManifestHeader header) throws BackstayException {
        try (JsonWriter json = Json.writer(out, JsonWriter.Layout.PRETTY)) {
            json.beginObject().member("format", Head.FORMAT);
            json.member("exportedAt", header.exportedAt()).member("estate", header.estate());
            json.name("assets").beginArray();
            Set<AssetId> described = new HashSet<>();
            for (Asset asset : catalogue.assets()) {
                json.value(AssetWire.of(asset));
                described.add(asset.id());
            }
            json.endArray().name("recoveryPoints").beginArray();
            catalogue.eachPoint(PointFilter.ALL, point -> json.value(PointWire.of(point)));
            json.endArray().name("restoreTests").beginArray();
            for (RestoreTest test : catalogue.restoreTests()) {
                json.value(TestWire.of(test));
            }
            json.endArray().name(CIRCUMSTANCES).beginArray();
            for (Circumstance each : catalogue.circumstances(null)) {
                json.value(CircumstanceWire.of(each, described));
            }
            json.endArray().endObject();
        }
    }

    private static BackstayException twice(Path file, AssetId asset) {
        return new BackstayException(new Failure.BadInput(
                file + ": the asset '" + asset + "' is described twice.", "Describe every asset once."));
    }

    /// Refuses assets that are described twice and elements of assets that are not described.
    private static final class Checked implements ManifestSink {
        private final Path file;
        private final ManifestSink sink;
        private final Set<AssetId> described = new HashSet<>();
        private final Set<AssetId> named = new HashSet<>();

        Checked(Path file, ManifestSink sink) {
            this.file = file;
            this.sink = sink;
        }

        @Override
        public void asset(Asset asset) throws BackstayException {
            if (!described.add(asset.id())) {
                throw twice(file, asset.id());
            }
            sink.asset(asset);
        }

        @Override
        public void point(RecoveryPoint point) throws BackstayException {
            named.add(point.asset());
            sink.point(point);
        }

        @Override
        public void restoreTest(RestoreTest test) throws BackstayException {
            named.add(test.asset());
            sink.restoreTest(test);
        }

        @Override
        public void circumstance(Circumstance circumstance) throws BackstayException {
            if (circumstance.asset() != null) {
                named.add(circumstance.asset());
            }
            sink.circumstance(circumstance);
        }

        void finish() throws BackstayException {
            for (AssetId asset : named) {
                if (!described.contains(asset)) {
                    throw new BackstayException(new Failure.BadInput(
                            file + ": the asset '" + asset
                                    + "' has recovery points, restore tests or circumstances but is not"
                                    + " described.",
                            "Add it to the list of assets."));
                }
            }
        }
    }

    private record Gathering(EstateFacts facts, Set<AssetId> seen, Path file) implements ManifestSink {
        @Override
        public void asset(Asset asset) throws BackstayException {
            if (!seen.add(asset.id())) {
                throw twice(file, asset.id());
            }
            facts.add(asset);
        }

        @Override
        public void point(RecoveryPoint point) {
            facts.add(point);
        }

        @Override
        public void restoreTest(RestoreTest test) {
            facts.add(test);
        }

        @Override
        public void circumstance(Circumstance circumstance) {
            facts.add(circumstance);
        }
    }

    private record Loading(CatalogueUpdate update) implements ManifestSink {
        @Override
        public void asset(Asset asset) throws BackstayException {
            update.asset(asset);
        }

        @Override
        public void point(RecoveryPoint point) throws BackstayException {
            update.point(point);
        }

        @Override
        public void restoreTest(RestoreTest test) throws BackstayException {
            update.restoreTest(test);
        }

        @Override
        public void circumstance(Circumstance circumstance) throws BackstayException {
            update.circumstance(MANIFEST, circumstance);
        }
    }
}
