package io.backstay.connect.s3.current;

import io.backstay.base.ByteSize;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Xml;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// One page of `ListObjectsV2`.
///
/// Source: the S3 API reference, "ListObjectsV2".
///
/// @param next how the next page is asked for, null on the last
record CurrentPage(List<CurrentObject> objects, @Nullable String next) {
    static final int ENTRIES_MAX = 1000;

    /// @throws XMLStreamException when the answer is not such a page
    static CurrentPage read(InputStream body) throws XMLStreamException {
        Draft draft = new Draft();
        S3Xml.page(body, "ListBucketResult", "it is no listing of objects", draft::take);
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
        private @Nullable String next;

        void take(S3Xml xml) throws XMLStreamException {
            switch (xml.name()) {
                case "Contents" -> {
                    if (lines.size() >= ENTRIES_MAX) {
                        throw new XMLStreamException("it has more than " + ENTRIES_MAX + " entries");
                    }
                    lines.add(Line.read(xml));
                }
                case "EncodingType" -> encoded = xml.text().equals("url");
                case "IsTruncated" -> truncated = xml.text().equals("true");
                case "NextContinuationToken" -> next = xml.text();
                default -> xml.skip();
            }
        }

        CurrentPage page() throws XMLStreamException {
            List<CurrentObject> objects = new ArrayList<>(lines.size());
            for (Line line : lines) {
                objects.add(line.object(encoded));
            }
            if (truncated && (next == null || next.isEmpty())) {
                throw new XMLStreamException("it goes on, but does not say where");
            }
            return new CurrentPage(objects, truncated ? next : null);
        }
    }

    private static final class Line {
        private String key = "";
        private @Nullable Instant at;
        private long bytes;
        private String etag = "";
        private String storageClass = ListedVersion.STANDARD;

        static Line read(S3Xml xml) throws XMLStreamException {
            Line line = new Line();
            xml.inside(line::take);
            return line;
        }

        private void take(S3Xml xml) throws XMLStreamException {
            switch (xml.name()) {
                case "Key" -> key = xml.text();
                case "LastModified" -> at = Instant.parse(xml.text());
                case "Size" -> bytes = Long.parseLong(xml.text());
                case "ETag" -> etag = S3Calls.unquoted(xml.text());
                case "StorageClass" -> storageClass = xml.text();
                default -> xml.skip();
            }
        }

        CurrentObject object(boolean encoded) throws XMLStreamException {
            if (key.isEmpty() || at == null) {
                throw new XMLStreamException("an entry lacks its key or time");
            }
            String name = encoded ? ObjectKeys.decoded(key) : key;
            return new CurrentObject(name, etag, new ByteSize(bytes), at, storageClass);
        }
    }
}
