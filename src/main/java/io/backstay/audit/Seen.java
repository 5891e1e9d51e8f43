package io.backstay.audit;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.seal.Digest;
import io.backstay.seal.SignedNote;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A state of the record that was signed or seen, so that it cannot be taken back unnoticed. As text it has the
/// form of C2SP tlog-checkpoint without extension lines.
///
/// @param origin the record's name
/// @param size   how many entries it had
/// @param root   the Merkle root over them, in hexadecimal
public record Seen(String origin, long size, String root) {
    private static final Pattern TEXT =
            Pattern.compile("([^\\n]{1,255})\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/]{43}=)\\n");

    /// The text that is signed.
    String text() {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(root));
        return origin + "\n" + size + "\n" + base64 + "\n";
    }

    /// Reads the text of a note.
    ///
    /// @param source what a person calls it
    static Seen of(String source, SignedNote note) throws BackstayException {
        Matcher text = TEXT.matcher(note.text());
        if (text.matches()) {
            byte[] root = Base64.getDecoder().decode(text.group(3));
            Seen read = new Seen(
                    text.group(1), Long.parseLong(text.group(2)), HexFormat.of().formatHex(root));
            // The last character of the base64 could hide two bits.
            if (root.length == Digest.BYTES && read.text().equals(note.text())) {
                return read;
            }
        }
        throw new BackstayException(new Failure.BadInput(
                source + " is not a checkpoint: it is not an origin, a size and a root.", "Fetch it again."));
    }
}
