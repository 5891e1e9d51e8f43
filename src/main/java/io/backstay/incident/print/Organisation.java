package io.backstay.incident.print;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.Source;
import io.backstay.incident.ReportText;
import io.backstay.incident.timeline.PictureForm;
import io.backstay.policy.draw.Png;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Who hands reports on: `organisation.json` in the state folder, its form is `backstay-organisation/1`. The logo is
/// drawn again before it is shown, so that nothing but its pixels leaves with a report.
public final class Organisation {
    private static final String FILE = "organisation.json";
    private static final String FORMAT = "backstay-organisation/1";
    private static final ByteSize FILE_MAX = new ByteSize(16 << 10);
    private static final ByteSize LOGO_MAX = new ByteSize(512 << 10);
    private static final int SIDE_MAX = 2_000;
    private static final int NAME_MAX = 100;
    /// Sharp at the size at which it is printed.
    private static final int WIDE = 720;

    private static final int HIGH = 240;
    private static final Pattern LOGO = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.png");

    private final String name;
    private final byte @Nullable [] logo;

    private Organisation(String name, byte @Nullable [] logo) {
        this.name = name;
        this.logo = logo;
    }

    /// The file.
    ///
    /// @param logo the name of a PNG beside it, absent where there is none
    private record Stated(
            String format, String name, @Nullable String logo) {}

    /// That of a state folder; null where none is stated.
    public static @Nullable Organisation of(Path home) throws BackstayException {
        Path file = home.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        Stated stated = Json.bind(Json.read(file, FILE_MAX), Stated.class);
        if (!stated.format().equals(FORMAT)) {
            throw refused(file + " is not of the form " + FORMAT + ".");
        }
        String name = ReportText.plain(stated.name());
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw refused("The name in " + file + " is empty, or longer than " + NAME_MAX + " characters.");
        }
        String logo = stated.logo();
        return new Organisation(name, logo == null ? null : drawnAgain(home, logo));
    }

    private static byte[] drawnAgain(Path home, String name) throws BackstayException {
        if (!LOGO.matcher(name).matches()) {
            throw refused("The logo in " + FILE + " is not the plain name of a PNG file beside it.");
        }
        Path file = home.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("The logo " + file + " is no file.");
        }
        byte[] bytes = Source.bytes(file, LOGO_MAX);
        PictureForm form = PictureForm.of("The logo " + file, bytes);
        if (!form.form().equals("png") || form.width() > SIDE_MAX || form.height() > SIDE_MAX) {
            throw refused("The logo " + file + " is no PNG of at most " + SIDE_MAX + " x " + SIDE_MAX + " pixels.");
        }
        return Png.written(scaled(pixels(file, bytes)));
    }

    private static BufferedImage pixels(Path file, byte[] bytes) throws BackstayException {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image != null) {
                return image;
            }
        } catch (IOException | RuntimeException e) {
            throw new BackstayException(damaged(file), e);
        }
        throw new BackstayException(damaged(file));
    }

    private static Failure damaged(Path file) {
        return new Failure.BadInput("The logo " + file + " is damaged.", "Save it as PNG again.");
    }

    private static BufferedImage scaled(BufferedImage image) {
        double scale = Math.min(1, Math.min((double) WIDE / image.getWidth(), (double) HIGH / image.getHeight()));
        int wide = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var drawn = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = drawn.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.drawImage(image, 0, 0, wide, high, null);
        } finally {
            g.dispose();
        }
        return drawn;
    }

    private static BackstayException refused(String why) {
        return new BackstayException(
                new Failure.BadInput(why, "Mend " + FILE + " in the state folder, or take it away."));
    }

    /// One line.
    String name() {
        return name;
    }

    /// The logo as PNG; null where there is none.
    byte @Nullable [] logo() {
        return logo == null ? null : logo.clone();
    }

    /// The logo as an element that carries its bytes; empty where there is none.
    ///
    /// @param place its class
    String image(String place) {
        return logo == null
                ? ""
                : "<img class=\"" + place + "\" src=\"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(logo) + "\" alt=\"" + ReportHtml.escape(name) + "\" />";
    }
}
