package io.backstay.incident.timeline;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Tells whether bytes are one whole PNG (ISO/IEC 15948) or JPEG (ITU-T T.81) and nothing besides, and how large it is
/// when it is unfolded; nothing is unfolded for that.
///
/// @param form   `png` or `jpeg`
/// @param width  in pixels
/// @param height in pixels
public record PictureForm(String form, int width, int height) {
    /// A larger file is refused.
    public static final ByteSize BYTES_MAX = new ByteSize(4L << 20);
    /// A picture with more pixels is refused.
    public static final long PIXELS_MAX = 20_000_000;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;
    private static final int CHUNK_FRAME = 12;
    private static final int IHDR_BYTES = 13;
    private static final int MARK = 0xFF;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int SIDE_MAX = 20_000;

    /// Looks at them.
    ///
    /// @param name what a refusal calls them
    public static PictureForm of(String name, byte[] bytes) throws BackstayException {
        if (bytes.length > BYTES_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge(name, BYTES_MAX));
        }
        PictureForm form;
        if (bytes.length > PNG.length && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length)) {
            form = png(name, ByteBuffer.wrap(bytes).position(PNG.length));
        } else if (bytes.length > 2 && (bytes[0] & MARK) == MARK && (bytes[1] & MARK) == SOI) {
            form = jpeg(name, ByteBuffer.wrap(bytes).position(2));
        } else {
            throw refused(name, "is neither a PNG nor a JPEG");
        }
        boolean sane = form.width > 0 && form.height > 0 && form.width <= SIDE_MAX && form.height <= SIDE_MAX;
        if (!sane || (long) form.width * form.height > PIXELS_MAX) {
            throw refused(
                    name, "has " + form.width + " x " + form.height + " pixels; at most " + PIXELS_MAX + " are taken");
        }
        return form;
    }

    private static PictureForm png(String name, ByteBuffer in) throws BackstayException {
        PictureForm form = null;
        while (in.remaining() >= CHUNK_FRAME) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 2 * Integer.BYTES) {
                throw refused(name, "is cut off or damaged");
            }
            var crc = new CRC32();
            crc.update(in.duplicate().limit(in.position() + Integer.BYTES + length));
            int type = in.getInt();
            if ((form == null) != (type == IHDR) || (type == IHDR && length != IHDR_BYTES)) {
                throw refused(name, "is damaged");
            }
            if (type == IHDR) {
                form = new PictureForm("png", in.getInt(in.position()), in.getInt(in.position() + Integer.BYTES));
            }
            in.position(in.position() + length);
            if (in.getInt() != (int) crc.getValue()) {
                throw refused(name, "is damaged");
            }
            if (type == IEND && form != null) {
                return whole(name, in, form);
            }
        }
        throw refused(name, "is cut off");
    }

    private static PictureForm jpeg(String name, ByteBuffer in) throws BackstayException {
        PictureForm form = null;
        while (in.remaining() >= 2) {
            if ((in.get() & MARK) != MARK) {
                throw refused(name, "is damaged");
            }
            int marker = in.get() & MARK;
            if (marker == EOI && form != null) {
                return whole(name, in, form);
            }
            int length = in.remaining() < 2 ? 0 : in.getShort(in.position()) & 0xFFFF;
            if (length < 2 || length > in.remaining()) {
                throw refused(name, "is cut off or damaged");
            }
            if (isFrame(marker) && length > 7) {
                int height = in.getShort(in.position() + 3) & 0xFFFF;
                form = new PictureForm("jpeg", in.getShort(in.position() + 5) & 0xFFFF, height);
            }
            in.position(in.position() + length);
            if (marker == SOS) {
                skipScan(in);
            }
        }
        throw refused(name, "is cut off");
    }

    /// Whether it begins a frame: 0xC0 to 0xCF, but for the tables among them (DHT, JPG, DAC).
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// Up to the next marker that is neither a stuffed byte nor a restart.
    private static void skipScan(ByteBuffer in) {
        while (in.remaining() >= 2) {
            int next = in.get(in.position() + 1) & MARK;
            boolean marker = (in.get(in.position()) & MARK) == MARK;
            if (marker && next != 0 && next != MARK && (next < 0xD0 || next > 0xD7)) {
                return;
            }
            in.position(in.position() + 1);
        }
    }

    private static PictureForm whole(String name, ByteBuffer in, PictureForm form) throws BackstayException {
        if (in.hasRemaining()) {
            throw refused(name, "goes on after the end of the picture");
        }
        return form;
    }

    private static BackstayException refused(String name, String why) {
        return new BackstayException(
                new Failure.BadInput(name + " " + why + ".", "Give a PNG or a JPEG, such as a screenshot."));
    }
}
