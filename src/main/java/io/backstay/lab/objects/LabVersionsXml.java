package io.backstay.lab.objects;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes a page of versions and delete markers, or of objects as they are now, as S3 does.
final class LabVersionsXml {
    private final String bucket;
    private final String space;
    private final boolean encoded;

    /// @param encoded whether names are percent-encoded, because XML cannot carry every name
    LabVersionsXml(String bucket, String space, boolean encoded) {
        this.bucket = bucket;
        this.space = space;
        this.encoded = encoded;
    }

    String page(String prefix, List<LabObject> versions, boolean truncated, Predicate<LabObject> latest) {
        StringBuilder out = new StringBuilder("<ListVersionsResult " + space + ">");
        element(out, "Name", bucket);
        element(out, "Prefix", name(prefix));
        if (encoded) {
            element(out, "EncodingType", "url");
        }
        element(out, "IsTruncated", Boolean.toString(truncated));
        if (truncated) {
            element(out, "NextKeyMarker", name(versions.getLast().key()));
            element(out, "NextVersionIdMarker", versions.getLast().versionId());
        }
        for (LabObject version : versions) {
            entry(out, version, latest.test(version));
        }
        return out.append("</ListVersionsResult>").toString();
    }

    /// A page of `ListObjectsV2`.
    ///
    /// @param next where the next page begins, null on the last
    String objects(String prefix, LabPage page, @Nullable String next) {
        StringBuilder out = new StringBuilder("<ListBucketResult " + space + ">");
        element(out, "Name", bucket);
        element(out, "Prefix", name(prefix));
        if (encoded) {
            element(out, "EncodingType", "url");
        }
        element(
                out,
                "KeyCount",
                Integer.toString(page.objects().size() + page.deeper().size()));
        element(out, "IsTruncated", Boolean.toString(next != null));
        if (next != null) {
            element(out, "NextContinuationToken", next);
        }
        for (LabObject object : page.objects()) {
            out.append("<Contents>");
            element(out, "Key", name(object.key()));
            element(out, "LastModified", object.at().toString());
            element(out, "ETag", "\"" + object.etag() + "\"");
            element(out, "Size", Long.toString(object.bytes()));
            element(out, "StorageClass", object.traits().getOrDefault(LabTraits.CLASS, "STANDARD"));
            out.append("</Contents>");
        }
        for (String deeper : page.deeper()) {
            out.append("<CommonPrefixes>");
            element(out, "Prefix", name(deeper));
            out.append("</CommonPrefixes>");
        }
        return out.append("</ListBucketResult>").toString();
    }

    private void entry(StringBuilder out, LabObject version, boolean latest) {
        String kind = version.marker() ? "DeleteMarker" : "Version";
        out.append('<').append(kind).append('>');
        element(out, "Key", name(version.key()));
        element(out, "VersionId", version.versionId());
        element(out, "IsLatest", Boolean.toString(latest));
        element(out, "LastModified", version.at().toString());
        if (!version.marker()) {
            element(out, "ETag", "\"" + version.etag() + "\"");
            element(out, "Size", Long.toString(version.bytes()));
            element(out, "StorageClass", version.traits().getOrDefault(LabTraits.CLASS, "STANDARD"));
        }
        out.append("</").append(kind).append('>');
    }

    /// A space becomes a plus sign, as in the listings of S3 itself.
    private String name(String key) {
        return encoded ? LabEscapes.percent(key, "/").replace("%20", "+") : key;
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(LabEscapes.xml(text))
                .append("</")
                .append(name)
                .append('>');
    }
}
