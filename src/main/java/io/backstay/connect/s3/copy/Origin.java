package io.backstay.connect.s3.copy;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import io.backstay.connect.s3.wire.S3Xml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// What is carried along besides the bytes, which a copy in parts does not do by itself: headers, metadata and tags.
///
/// @param headers  for the beginning of the upload
/// @param checksum over all bytes, as the store computed it when the version was written (CRC-64/NVME); absent when it
///                 did not
record Origin(Map<String, String> headers, @Nullable String checksum) {
    static final String CHECKSUM = "x-amz-checksum-crc64nvme";
    private static final List<String> CARRIED = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final Set<Integer> NO_TAGS = Set.of(405, 501);
    private static final String WEBSITE = "x-amz-website-redirect-location";
    private static final String TAGS = "x-amz-tagging";
    private static final String META = "x-amz-meta-";
    private static final Map<String, String> WITH_CHECKSUM = Map.of("x-amz-checksum-mode", "ENABLED");

    /// Looks at a version.
    static Origin of(S3Calls calls, ListedVersion from) throws BackstayException, InterruptedException {
        String what = S3Calls.object(from.key());
        String version = from.version().versionId();
        HttpCall look = calls.onObject("HEAD", from.key(), version, WITH_CHECKSUM, HttpBody.NONE);
        HttpAnswer answer = calls.demand(calls.send(look), what);
        requireSize(answer, from, what);
        Map<String, String> headers = new TreeMap<>();
        for (String name : CARRIED) {
            put(headers, name, answer.header(name));
        }
        put(headers, WEBSITE, answer.header(WEBSITE));
        answer.headers().forEach((name, value) -> {
            if (name.startsWith(META)) {
                headers.put(name, value);
            }
        });
        if (!"0".equals(answer.header("x-amz-tagging-count"))) {
            put(headers, TAGS, tags(calls, from.key(), version));
        }
        String checksum = answer.header(CHECKSUM);
        boolean whole = checksum != null && !"COMPOSITE".equals(answer.header("x-amz-checksum-type"));
        if (whole) {
            headers.put("x-amz-checksum-algorithm", "CRC64NVME");
            headers.put("x-amz-checksum-type", "FULL_OBJECT");
        }
        return new Origin(headers, whole ? checksum : null);
    }

    private static void requireSize(HttpAnswer answer, ListedVersion from, String what) throws BackstayException {
        ByteSize listed = from.version().size();
        if (!String.valueOf(listed.bytes()).equals(answer.header("content-length"))) {
            throw new BackstayException(new Failure.Corrupt(what, "its size is another one than was listed"));
        }
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.put(name, value);
        }
    }

    /// As a query, which is how tags are given with an upload; empty when there are none, or when the store has none.
    private static String tags(S3Calls calls, String key, @Nullable String version)
            throws BackstayException, InterruptedException {
        String what = S3Calls.object(key);
        String query = "tagging=" + (version == null ? "" : "&" + S3Calls.versionQuery(version));
        HttpAnswer answer = calls.send(calls.onPart("GET", key, query, Map.of(), HttpBody.NONE));
        if (NO_TAGS.contains(answer.status())) {
            return "";
        }
        calls.demand(answer, what);
        if (answer.isEmpty()) {
            return "";
        }
        Set<String> tags = new TreeSet<>();
        try (S3Xml xml = new S3Xml(answer.body())) {
            String name = "";
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opens("Key")) {
                    name = xml.text();
                } else if (xml.opens("Value")) {
                    tags.add(ObjectKeys.encodedValue(name) + "=" + ObjectKeys.encodedValue(xml.text()));
                }
            }
        } catch (XMLStreamException e) {
            throw calls.nonsense("the tags of " + what, "it is no proper XML", e);
        }
        return String.join("&", tags);
    }

    /// Writes the tags on the copy where the store did not take them with the upload, as Ceph 16 does not.
    void tag(S3Calls calls, String key, @Nullable String version) throws BackstayException, InterruptedException {
        String wanted = headers.getOrDefault(TAGS, "");
        if (wanted.isEmpty() || wanted.equals(tags(calls, key, version))) {
            return;
        }
        StringBuilder body = new StringBuilder("<Tagging><TagSet>");
        for (String tag : wanted.split("&", -1)) {
            int equals = tag.indexOf('=');
            body.append("<Tag><Key>").append(text(tag.substring(0, equals))).append("</Key><Value>");
            body.append(text(tag.substring(equals + 1))).append("</Value></Tag>");
        }
        byte[] bytes = body.append("</TagSet></Tagging>").toString().getBytes(StandardCharsets.UTF_8);
        String query = "tagging=" + (version == null ? "" : "&" + S3Calls.versionQuery(version));
        calls.demand(
                calls.send(calls.onPart("PUT", key, query, S3Calls.document(bytes), HttpBody.of(bytes))
                        .guarded()),
                S3Calls.object(key));
    }

    /// As text of an element.
    private static String text(String encoded) {
        return ObjectKeys.decoded(encoded)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
