package io.backstay.lab.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Uploads in parts of the practice store, their parts copied out of versions; they do not outlive it.
final class LabUploads {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,15})-([0-9]{1,15})");
    private static final Pattern LISTED = Pattern.compile(
            "<Part><PartNumber>([0-9]{1,5})</PartNumber><ETag>(?:&quot;)?([0-9a-f]+)(?:&quot;)?</ETag></Part>");
    private static final int PARTS_MAX = 10_000;
    private static final int PAGE = 1000;

    private final Map<String, Upload> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Path folder;
    private final String space;

    LabUploads(Path folder, String space) {
        this.folder = folder;
        this.space = space;
    }

    /// One upload.
    private record Upload(LabObject draft, Map<Integer, Part> parts) {}

    private record Part(Path file, long bytes, String etag) {}

    /// A whole object, in a file that whoever takes it moves away.
    record Whole(LabObject draft, Path file) {}

    int count() {
        return open.size();
    }

    /// Begins one; the answer.
    String begin(LabObject draft, String bucket) {
        String id = "upload" + HexFormat.of().toHexDigits(numbers.incrementAndGet());
        open.put(id, new Upload(draft, new TreeMap<>()));
        return "<InitiateMultipartUploadResult " + space + "><Bucket>" + bucket + "</Bucket><Key>"
                + LabEscapes.xml(draft.key()) + "</Key><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>";
    }

    private Upload found(@Nullable String id, String key) throws LabFault {
        Upload upload = id == null ? null : open.get(id);
        if (upload == null || !upload.draft().key().equals(key)) {
            throw new LabFault(404, "NoSuchUpload", "there is no such upload");
        }
        return upload;
    }

    /// Copies a range of a version; the answer.
    String part(LabRequest request, LabObject source, Path bytes) throws LabFault, IOException {
        Upload upload = found(request.query().get("uploadId"), request.key());
        String number = request.query().getOrDefault("partNumber", "");
        if (!number.matches("[1-9][0-9]{0,4}") || Integer.parseInt(number) > PARTS_MAX) {
            throw LabFault.invalid("a part has a number of 1 to 10,000");
        }
        long first = 0;
        long last = source.bytes() - 1;
        String range = request.header("x-amz-copy-source-range");
        if (range != null) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                throw LabFault.invalid("the range makes no sense");
            }
            first = Long.parseLong(matcher.group(1));
            last = Long.parseLong(matcher.group(2));
        }
        if (first > last || last >= source.bytes()) {
            throw new LabFault(416, "InvalidRange", "the range lies outside");
        }
        byte[] copied = new byte[Math.toIntExact(last - first + 1)];
        try (RandomAccessFile in = new RandomAccessFile(bytes.toFile(), "r")) {
            in.seek(first);
            in.readFully(copied);
        }
        Path file = folder.resolve("part" + numbers.incrementAndGet());
        Files.write(file, copied);
        String etag = HexFormat.of().formatHex(LabObjectBucket.md5().digest(copied));
        synchronized (upload) {
            Part before = upload.parts().put(Integer.parseInt(number), new Part(file, copied.length, etag));
            if (before != null) {
                Files.deleteIfExists(before.file());
            }
        }
        return "<CopyPartResult " + space + "><ETag>&quot;" + etag + "&quot;</ETag></CopyPartResult>";
    }

    /// A page of the parts that are there.
    String list(LabRequest request) throws LabFault {
        Upload upload = found(request.query().get("uploadId"), request.key());
        int after = Integer.parseInt(request.query().getOrDefault("part-number-marker", "0"));
        StringBuilder out = new StringBuilder("<ListPartsResult " + space + ">");
        int last = 0;
        int listed = 0;
        synchronized (upload) {
            for (var part : upload.parts().entrySet()) {
                if (part.getKey() > after && listed < PAGE) {
                    listed++;
                    last = part.getKey();
                    out.append("<Part><PartNumber>").append(last).append("</PartNumber><ETag>&quot;");
                    out.append(part.getValue().etag()).append("&quot;</ETag><Size>");
                    out.append(part.getValue().bytes()).append("</Size></Part>");
                }
            }
            int end = last;
            boolean more = listed == PAGE && upload.parts().keySet().stream().anyMatch(number -> number > end);
            out.append("<IsTruncated>")
                    .append(more)
                    .append("</IsTruncated><NextPartNumberMarker>")
                    .append(last);
        }
        return out.append("</NextPartNumberMarker></ListPartsResult>").toString();
    }

    /// Puts the named parts together and ends the upload.
    Whole complete(LabRequest request, String body) throws LabFault, IOException {
        String id = request.query().get("uploadId");
        Upload upload = found(id, request.key());
        Path whole = folder.resolve("whole" + numbers.incrementAndGet());
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        int parts = 0;
        long bytes = 0;
        synchronized (upload) {
            Matcher named = LISTED.matcher(body);
            try (OutputStream out = Files.newOutputStream(whole)) {
                int before = 0;
                while (named.find()) {
                    int number = Integer.parseInt(named.group(1));
                    Part part = upload.parts().get(number);
                    if (part == null || !part.etag().equals(named.group(2))) {
                        throw new LabFault(400, "InvalidPart", "a part is not there, or is another one");
                    }
                    if (number <= before) {
                        throw new LabFault(400, "InvalidPartOrder", "parts come in the order of their numbers");
                    }
                    before = number;
                    Files.copy(part.file(), out);
                    hashes.writeBytes(HexFormat.of().parseHex(part.etag()));
                    bytes += part.bytes();
                    parts++;
                }
            }
        }
        if (parts == 0) {
            throw new LabFault(400, "MalformedXML", "no part is named");
        }
        String etag = HexFormat.of().formatHex(LabObjectBucket.md5().digest(hashes.toByteArray())) + "-" + parts;
        LabObject draft = upload.draft();
        Map<String, String> traits = new TreeMap<>(draft.traits());
        traits.put(LabTraits.CHECKSUM, LabChecksum.of(whole));
        end(String.valueOf(id), upload);
        return new Whole(
                new LabObject(
                        draft.key(),
                        0,
                        false,
                        draft.at(),
                        bytes,
                        etag,
                        draft.contentType(),
                        draft.lockMode(),
                        draft.retainUntil(),
                        traits),
                whole);
    }

    /// Forgets one.
    void abort(LabRequest request) throws LabFault, IOException {
        String id = request.query().get("uploadId");
        end(String.valueOf(id), found(id, request.key()));
    }

    private void end(String id, Upload upload) throws IOException {
        open.remove(id);
        synchronized (upload) {
            for (Part part : upload.parts().values()) {
                Files.deleteIfExists(part.file());
            }
        }
    }
}
