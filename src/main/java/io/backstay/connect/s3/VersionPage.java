package io.backstay.connect.s3;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Xml;
import io.backstay.estate.ObjectVersion;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// One page of a listing of versions and delete markers, in the store's order.
///
/// @param nextKey     where the next page begins, null on the last page
/// @param nextVersion the version of that key, null when the store names none
record VersionPage(
        List<ListedVersion> versions,
        @Nullable String nextKey,
        @Nullable String nextVersion) {
    static final int ENTRIES_MAX = 1000;

    /// @throws XMLStreamException when the answer is not such a page
    static VersionPage read(InputStream body) throws XMLStreamException {
        Draft draft = new Draft();
        S3Xml.page(body, "ListVersionsResult", "it is no listing of versions", draft::take);
        try {
            return draft.page();
        } catch (IllegalArgumentException e) {
            // Without its cause, which quotes the value.
            throw new XMLStreamException("a value in it makes no sense");
        }
    }

    private static final class Draft {
        private final List<Line> lines = new ArrayList<>();
        private boolean encoded;
        private boolean truncated;
        private @Nullable String nextKey;
        private @Nullable String nextVersion;

        void take(S3Xml xml) throws XMLStreamException {
            switch (xml.name()) {
                case "Version" -> add(Line.read(xml, false));
                case "DeleteMarker" -> add(Line.read(xml, true));
                case "EncodingType" -> encoded = xml.text().equals("url");
                case "IsTruncated" -> truncated = xml.text().equals("true");
                case "NextKeyMarker" -> nextKey = xml.text();
                case "NextVersionIdMarker" -> nextVersion = xml.text();
                default -> xml.skip();
            }
        }

        private void add(Line line) throws XMLStreamException {
            if (lines.size() >= ENTRIES_MAX) {
                throw new XMLStreamException("it has more than " + ENTRIES_MAX + " entries");
            }
            lines.add(line);
        }

        VersionPage page() throws XMLStreamException {
            List<ListedVersion> versions = new ArrayList<>(lines.size());
            for (Line line : lines) {
                versions.add(line.version(encoded));
            }
            if (!truncated) {
                return new VersionPage(versions, null, null);
            }
            if (nextKey == null) {
                throw new XMLStreamException("it goes on, but does not say where");
            }
            String key = next(nextKey, encoded, versions);
            boolean named = nextVersion != null && !nextVersion.isEmpty();
            return new VersionPage(versions, key, named ? nextVersion : null);
        }
    }

    /// Marks a character that XML cannot carry; in a marker it stands for we do not know what.
    private static final String UNREADABLE = "\ufffd";

    /// Some stores (Ceph 16) encode the names in a listing and not the name that a page ends with, so that what is
    /// literally the last name of the page is not decoded.
    private static String next(String marker, boolean encoded, List<ListedVersion> versions) {
        String last = versions.isEmpty() ? null : versions.getLast().key();
        if (last != null && (marker.equals(last) || marker.contains(UNREADABLE))) {
            return last;
        }
        return encoded ? ObjectKeys.decoded(marker) : marker;
    }

    private static final class Line {
        private final boolean marker;
        private String key = "";
        private String versionId = "";
        private boolean latest;
        private @Nullable Instant at;
        private long bytes;
        private String etag = "";
        private String storageClass = ListedVersion.STANDARD;

        private Line(boolean marker) {
            this.marker = marker;
        }

        static Line read(S3Xml xml, boolean marker) throws XMLStreamException {
            Line line = new Line(marker);
            xml.inside(line::take);
            return line;
        }

        private void take(S3Xml xml) throws XMLStreamException {
            switch (xml.name()) {
                case "Key" -> key = xml.text();
                case "VersionId" -> versionId = xml.text();
                case "IsLatest" -> latest = xml.text().equals("true");
                case "LastModified" -> at = Instant.parse(xml.text());
                case "Size" -> bytes = Long.parseLong(xml.text());
                case "ETag" -> etag = S3Calls.unquoted(xml.text());
                case "StorageClass" -> storageClass = xml.text();
                default -> xml.skip();
            }
        }

        ListedVersion version(boolean encoded) throws XMLStreamException {
            if (key.isEmpty() || versionId.isEmpty() || at == null) {
                throw new XMLStreamException("an entry lacks its key, version or time");
            }
            String name = encoded ? ObjectKeys.decoded(key) : key;
            ByteSize size = new ByteSize(bytes);
            return new ListedVersion(new ObjectVersion(name, versionId, marker, latest, at, size), etag, storageClass);
        }
    }
}
