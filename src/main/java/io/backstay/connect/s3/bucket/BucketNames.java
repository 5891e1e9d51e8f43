package io.backstay.connect.s3.bucket;

import io.backstay.connect.s3.wire.S3Xml;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The buckets of a store that a key sees.
///
/// Source: the S3 API reference, "ListBuckets".
///
/// @param here      those of the region that was asked, and all those of which the store names no region
/// @param elsewhere those of other regions, each with its own
public record BucketNames(List<String> here, Map<String, String> elsewhere) {
    public BucketNames {
        here = List.copyOf(here);
        elsewhere = Map.copyOf(elsewhere);
    }

    /// One page of the answer.
    ///
    /// @param names   each with its region, empty where none is named
    /// @param next how the next page is asked for, absent on the last
    record Page(Map<String, String> names, @Nullable String next) {
        /// As many as S3 gives at once ("max-buckets"), and as a store that knows no pages may hold.
        static final int ENTRIES_MAX = 10_000;

        /// @throws XMLStreamException when the answer is no such page
        static Page read(InputStream body) throws XMLStreamException {
            Draft draft = new Draft();
            S3Xml.page(body, "ListAllMyBucketsResult", "it is no listing of buckets", draft::take);
            return new Page(draft.names, draft.next);
        }
    }

    private static final class Draft {
        private final Map<String, String> names = new TreeMap<>();
        private @Nullable String next;

        void take(S3Xml xml) throws XMLStreamException {
            switch (xml.name()) {
                case "Buckets" -> xml.inside(this::bucket);
                case "ContinuationToken" -> {
                    String behind = xml.text();
                    next = behind.isEmpty() ? null : behind;
                }
                default -> xml.skip();
            }
        }

        private void bucket(S3Xml xml) throws XMLStreamException {
            if (!xml.name().equals("Bucket")) {
                xml.skip();
                return;
            }
            String[] said = {"", ""};
            xml.inside(each -> {
                switch (each.name()) {
                    case "Name" -> said[0] = each.text();
                    case "BucketRegion" -> said[1] = each.text();
                    default -> each.skip();
                }
            });
            if (said[0].isEmpty() || names.size() >= Page.ENTRIES_MAX) {
                throw new XMLStreamException("a bucket has no name, or there are more than were asked for");
            }
            names.put(said[0], said[1]);
        }
    }

    /// Sorts what all pages named.
    static BucketNames of(Map<String, String> names, String region) {
        List<String> here = new ArrayList<>();
        Map<String, String> elsewhere = new TreeMap<>();
        names.forEach((name, there) -> {
            if (there.isEmpty() || there.equals(region)) {
                here.add(name);
            } else {
                elsewhere.put(name, there);
            }
        });
        return new BucketNames(here, elsewhere);
    }
}
