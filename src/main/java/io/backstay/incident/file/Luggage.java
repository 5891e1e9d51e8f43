package io.backstay.incident.file;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.timeline.Picture;
import io.backstay.incident.timeline.PictureForm;
import io.backstay.incident.timeline.Pictures;
import io.backstay.seal.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pictures that travel in a case file: in the order in which they were added, as many as fit.
///
/// @param sent    absent when there is none, so that an older Backstay reads the file too
/// @param leftOut how many did not fit
record Luggage(@Nullable List<CaseDocument.Sent> sent, int leftOut) {
    /// How much they may be together.
    static final ByteSize BYTES_MAX = new ByteSize(4L << 20);

    private static final int PIECE = 60_000;

    static Luggage pack(Pictures pictures, String caseId, List<Paper> papers) throws BackstayException {
        List<CaseDocument.Sent> sent = new ArrayList<>();
        long taken = 0;
        int leftOut = 0;
        for (Picture picture : named(papers).values()) {
            byte[] bytes = pictures.bytes(caseId, picture);
            if (bytes == null || taken + bytes.length > BYTES_MAX.bytes()) {
                leftOut++;
                continue;
            }
            taken += bytes.length;
            sent.add(new CaseDocument.Sent(
                    picture.sha256(), pieces(Base64.getEncoder().encodeToString(bytes))));
        }
        return new Luggage(sent.isEmpty() ? null : List.copyOf(sent), leftOut);
    }

    /// The pictures of a file; one that is no picture, is not what its name says or belongs to no line refuses it.
    static Map<Picture, byte[]> unpack(Path file, @Nullable List<CaseDocument.Sent> sent, List<Paper> papers)
            throws BackstayException {
        Map<Picture, byte[]> kept = new LinkedHashMap<>();
        Map<String, Picture> named = named(papers);
        for (CaseDocument.Sent each : sent == null ? List.<CaseDocument.Sent>of() : sent) {
            Picture picture = named.get(each.sha256());
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(String.join("", each.base64()));
            } catch (IllegalArgumentException e) {
                throw new BackstayException(new Failure.Corrupt(file.toString(), "a picture is no base64"), e);
            }
            if (picture == null || !Digest.hex(bytes).equals(each.sha256())) {
                throw new BackstayException(
                        new Failure.Corrupt(file.toString(), "a picture is not the one that its line names"));
            }
            if (!PictureForm.of("A picture in " + file, bytes).form().equals(picture.form())) {
                throw new BackstayException(new Failure.Corrupt(file.toString(), "a picture is of another form"));
            }
            kept.put(picture, bytes);
        }
        return kept;
    }

    private static Map<String, Picture> named(List<Paper> papers) throws BackstayException {
        Map<String, Picture> named = new LinkedHashMap<>();
        for (Paper paper : papers) {
            if (paper.kind().equals(Picture.PAPER)) {
                Picture picture = Json.parse("a picture of the case", paper.document(), Picture.class);
                named.putIfAbsent(picture.sha256(), picture);
            }
        }
        return named;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); at += PIECE) {
            pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
        }
        return List.copyOf(pieces);
    }
}
