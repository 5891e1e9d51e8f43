package io.backstay.incident.timeline;

import java.util.regex.Pattern;

/// A picture that was put beside a line; its bytes lie in the case's folder under their hash.
///
/// @param line   the line's id
/// @param sha256 of its bytes
/// @param name   of the file that it came from
/// @param form   `png` or `jpeg`
public record Picture(String line, String sha256, String name, String form, Integer width, Integer height) {
    /// The kind of paper that it is kept as.
    public static final String PAPER = "picture";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Picture {
        // It becomes the name of a file.
        if (!SHA256.matcher(sha256).matches() || !(form.equals("png") || form.equals("jpeg"))) {
            throw new IllegalArgumentException("a picture is named by its hash, and is a PNG or a JPEG");
        }
    }

    /// The name of its file in the case's folder.
    public String file() {
        return sha256 + (form.equals("png") ? ".png" : ".jpg");
    }
}
