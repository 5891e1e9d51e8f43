package io.backstay.policy.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/// A drawing as a PNG picture, at twice the size of the SVG so that it is sharp on paper. It needs no display, and is
/// drawn with our own typeface as outlines, so that the same drawing gives the same bytes on one machine.
public final class Png {
    private static final int SCALE = 2;
    private static final String FONTS = "/io/backstay/assets/fonts/";

    private Png() {}

    /// The picture.
    public static byte[] of(Drawing drawing) {
        var image = new BufferedImage(drawing.width() * SCALE, drawing.height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.scale(SCALE, SCALE);
            drawing.with(new RasterPen(
                    g, font("Inter-Regular.ttf"), font("Inter-SemiBold.ttf"), drawing.width(), drawing.height()));
        } finally {
            g.dispose();
        }
        return written(image);
    }

    /// Pixels as a PNG picture, with nothing besides them.
    public static byte[] written(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Whether our typeface has all of these characters; others would be boxes.
    public static boolean canShow(String words) {
        return font("Inter-Regular.ttf").canDisplayUpTo(words) < 0;
    }

    private static Font font(String name) {
        try (InputStream in = Png.class.getResourceAsStream(FONTS + name)) {
            if (in == null) {
                throw new IllegalStateException("font " + name + " is not in the program");
            }
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont((float) Drawing.SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException("font " + name + " cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("font " + name + " is none", e);
        }
    }

    private record RasterPen(Graphics2D g, Font regular, Font strong, int wide, int high) implements Pen {
        private static final int HATCH = 8;

        @Override
        public void fill(Box box, String colour) {
            g.setColor(Color.decode(colour));
            g.fill(area(box));
        }

        @Override
        public void hatch(Box box) {
            fill(box, WORSE);
            Shape before = g.getClip();
            g.clip(area(box));
            g.setColor(Color.decode(DANGER));
            g.setStroke(new BasicStroke(1));
            // From one grid for the whole picture, so that the lines of neighbours meet.
            for (int at = -high; at < wide; at += HATCH) {
                g.drawLine(at, high, at + high, 0);
            }
            g.setClip(before);
        }

        @Override
        public void line(List<Spot> corners, Stroke stroke) {
            var path = new Path2D.Double();
            path.moveTo(corners.getFirst().x(), corners.getFirst().y());
            corners.forEach(spot -> path.lineTo(spot.x(), spot.y()));
            g.setColor(Color.decode(stroke.colour()));
            float width = (float) stroke.width();
            g.setStroke(
                    stroke.dashed()
                            ? new BasicStroke(
                                    width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {7, 5}, 0)
                            : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(path);
        }

        @Override
        public void text(Spot at, String words, Anchor anchor, String colour, boolean bold) {
            GlyphVector glyphs = (bold ? strong : regular).createGlyphVector(g.getFontRenderContext(), words);
            double width = glyphs.getLogicalBounds().getWidth();
            double left = switch (anchor) {
                case START -> at.x();
                case MIDDLE -> at.x() - width / 2;
                case END -> at.x() - width;
            };
            g.setColor(Color.decode(colour));
            g.fill(glyphs.getOutline((float) left, (float) at.y()));
        }

        private static Rectangle2D area(Box box) {
            return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
        }
    }
}
