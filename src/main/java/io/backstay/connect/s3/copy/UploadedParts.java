package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.s3.wire.LegibleXml;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Xml;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The parts that a store says it has of an upload (`ListParts`), by number.
record UploadedParts(Map<Integer, Part> parts) {
    private static final int PAGES_MAX = 100;

    /// One part.
    record Part(long bytes, String etag) {}

    /// Lists them.
    ///
    /// @return absent when the store knows no such upload (any more)
    static @Nullable UploadedParts of(S3Calls calls, String key, String upload)
            throws BackstayException, InterruptedException {
        Map<Integer, Part> parts = new TreeMap<>();
        int after = 0;
        for (int page = 0; page < PAGES_MAX; page++) {
            String query = (after == 0 ? "" : "part-number-marker=" + after + "&") + "uploadId="
                    + ObjectKeys.encodedValue(upload);
            HttpAnswer answer = calls.send(calls.onPart("GET", key, query, Map.of(), HttpBody.NONE));
            if (answer.status() == 404 && S3Calls.code(answer).equals("NoSuchUpload")) {
                return null;
            }
            String what = S3Calls.object(key);
            calls.demand(answer, what);
            int next;
            try {
                next = read(answer, parts);
            } catch (XMLStreamException | NumberFormatException e) {
                throw calls.nonsense("the parts of " + what, "it is no listing of parts", null);
            }
            if (next <= after) {
                return new UploadedParts(parts);
            }
            after = next;
        }
        throw calls.nonsense("the parts of " + S3Calls.object(key), "it has no end", null);
    }

    /// The number after which the next page begins, 0 on the last page.
    private static int read(HttpAnswer answer, Map<Integer, Part> parts) throws XMLStreamException {
        boolean truncated = false;
        int next = 0;
        try (S3Xml xml = new S3Xml(LegibleXml.of(answer.body()))) {
            if (!xml.root().equals("ListPartsResult")) {
                throw new XMLStreamException("it is something else");
            }
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opens("Part")) {
                    part(xml, parts);
                } else if (xml.opens("IsTruncated")) {
                    truncated = xml.text().equals("true");
                } else if (xml.opens("NextPartNumberMarker")) {
                    next = Integer.parseInt(xml.text());
                }
            }
        }
        return truncated ? next : 0;
    }

    private static void part(S3Xml xml, Map<Integer, Part> parts) throws XMLStreamException {
        int number = 0;
        long bytes = -1;
        String etag = "";
        while (!xml.closes("Part")) {
            if (xml.next() == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("it ends early");
            }
            if (xml.opens("PartNumber")) {
                number = Integer.parseInt(xml.text());
            } else if (xml.opens("Size")) {
                bytes = Long.parseLong(xml.text());
            } else if (xml.opens("ETag")) {
                etag = S3Calls.unquoted(xml.text());
            }
        }
        parts.put(number, new Part(bytes, etag));
    }

    /// Whether a part is there with that many bytes.
    boolean has(int number, long bytes) {
        Part part = parts.get(number);
        return part != null && part.bytes() == bytes;
    }
}
