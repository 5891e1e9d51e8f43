package io.backstay.incident.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.incident.ReportText;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.draw.Drawing;
import io.backstay.policy.draw.Png;
import io.backstay.policy.draw.Svg;
import java.util.Base64;

/// A picture in a report: as lines on a screen, as pixels on paper, as files beside the Markdown.
final class Picture {
    private final String file;
    private final String words;
    private final String svg;
    private final byte[] png;

    /// @param policy that promises
    /// @param file   the name of the files without its ending; empty where none lie beside the report
    Picture(AssetCurve curve, String policy, String file) {
        this(curve.curve().drawing(), "Recoverability curve of " + curve.asset().id() + " under " + policy, file);
    }

    /// @param words what it shows
    Picture(Drawing drawing, String words, String file) {
        this.file = file;
        this.words = ReportText.plain(words);
        this.svg = Svg.of(drawing, this.words);
        this.png = Png.of(drawing);
    }

    String file() {
        return file;
    }

    byte[] svg() {
        return svg.getBytes(UTF_8);
    }

    byte[] png() {
        return png.clone();
    }

    String forScreen() {
        return "<div class=\"picture\">\n" + svg + "</div>\n";
    }

    String forPaper() {
        return "<div class=\"picture\"><img src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\" alt=\"" + ReportHtml.escape(words) + "\" /></div>\n";
    }

    /// What it shows, under it.
    String caption() {
        return "<p class=\"caption\">" + ReportHtml.escape(words) + ".</p>\n";
    }

    String forMarkdown() {
        return file.isEmpty() ? "" : "\n![" + ReportText.markdown(words) + "](" + file + ".svg)\n";
    }
}
