package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a version is written with besides its bytes: headers that come back with it, tags, its class of storage, a
/// hold, a checksum. By the names of S3's headers, in lower case.
final class LabTraits {
    static final String TAGS = "x-amz-tagging";
    static final String CLASS = "x-amz-storage-class";
    static final String HOLD = "x-amz-object-lock-legal-hold";
    static final String CHECKSUM = "x-amz-checksum-crc64nvme";
    private static final String META = "x-amz-meta-";
    private static final Set<String> KEPT = Set.of(
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "expires",
            "x-amz-website-redirect-location",
            TAGS,
            CLASS);

    private LabTraits() {}

    /// Those that a request gives.
    static Map<String, String> of(Headers headers) {
        Map<String, String> traits = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT.contains(lower) || lower.startsWith(META)) {
                traits.put(lower, values.getFirst());
            }
        });
        if ("ON".equals(headers.getFirst(HOLD))) {
            traits.put(HOLD, "ON");
        }
        return traits;
    }

    /// What a copy takes from its source, which is all but how it is stored and kept.
    static Map<String, String> carried(Map<String, String> source) {
        Map<String, String> carried = new TreeMap<>(source);
        carried.remove(CLASS);
        carried.remove(HOLD);
        return carried;
    }

    /// As headers of an answer.
    static void describe(Headers headers, LabObject version, boolean checksum) {
        version.traits().forEach((name, value) -> {
            if (name.equals(TAGS)) {
                headers.set("x-amz-tagging-count", Integer.toString(value.split("&", -1).length));
            } else if (!name.equals(CHECKSUM)) {
                headers.set(name, value);
            } else if (checksum) {
                headers.set(name, value);
                headers.set("x-amz-checksum-type", "FULL_OBJECT");
            }
        });
    }

    static String line(Map<String, String> traits) {
        StringBuilder line = new StringBuilder();
        new TreeMap<>(traits)
                .forEach((name, value) -> line.append(line.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(LabEscapes.percent(value, "")));
        return line.toString();
    }

    static Map<String, String> of(String line) throws LabFault {
        Map<String, String> traits = new TreeMap<>();
        for (String pair : line.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw LabFault.invalid("a trait has no value");
            }
            traits.put(pair.substring(0, equals), LabEscapes.plain(pair.substring(equals + 1)));
        }
        return traits;
    }

    /// The tags of a version as a document.
    static String tagging(LabObject version, String space) throws LabFault {
        StringBuilder out = new StringBuilder("<Tagging " + space + "><TagSet>");
        String tags = version.traits().get(TAGS);
        if (tags != null) {
            for (var tag : of(tags).entrySet()) {
                out.append("<Tag><Key>")
                        .append(LabEscapes.xml(tag.getKey()))
                        .append("</Key><Value>")
                        .append(LabEscapes.xml(tag.getValue()))
                        .append("</Value></Tag>");
            }
        }
        return out.append("</TagSet></Tagging>").toString();
    }
}
