package io.backstay.incident.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.incident.ReportText;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.CurvePng;
import io.backstay.policy.curve.CurveSvg;
import java.util.Base64;

/// A recoverability curve in a report: as lines on a screen, as pixels on paper, as files beside the Markdown.
final class Picture {
    private final String file;
    private final String words;
    private final String svg;
    private final byte[] png;

    /// @param policy that promises
    /// @param file   the name of the files without its ending; empty where none lie beside the report
    Picture(AssetCurve curve, String policy, String file) {
        this.file = file;
        this.words = "Recoverability curve of " + curve.asset().id() + " under " + policy;
        this.svg = CurveSvg.of(curve.curve(), words);
        this.png = CurvePng.of(curve.curve());
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

    String forMarkdown() {
        return file.isEmpty() ? "" : "\n![" + ReportText.markdown(words) + "](" + file + ".svg)\n";
    }
}
