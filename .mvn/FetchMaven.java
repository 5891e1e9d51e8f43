import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Fetches the pinned Maven for `mvnw` and `mvnw.cmd`, where no Maven is installed.
///
/// It is run from its source, on the JDK that `mvnw` has just found: so one text serves every platform, and nothing
/// like curl, unzip or sha512sum has to be installed. The distribution is looked for in the Maven repository of the
/// person who builds, since this project names none, and counts only when its digest is the pinned one. It appears
/// under its final name complete or not at all.
///
/// Arguments: the path of `wrapper.properties`, and the person's Maven folder (usually `~/.m2`).
final class FetchMaven {
    private static final Duration CONNECT_TIME_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIME_MAX = Duration.ofMinutes(2);
    private static final long DOWNLOAD_BYTES_MAX = 64L * 1024 * 1024;
    private static final long UNPACKED_BYTES_MAX = 256L * 1024 * 1024;
    private static final int NOT_POSSIBLE = 3;

    private final String version;
    private final String sha512;
    private final Path userFolder;

    private FetchMaven(Properties pinned, Path userFolder) {
        this.version = pinned.getProperty("maven.version");
        this.sha512 = pinned.getProperty("maven.sha512");
        this.userFolder = userFolder;
    }

    public static void main(String[] args) throws InterruptedException, NoSuchAlgorithmException {
        try {
            var pinned = new Properties();
            try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
                pinned.load(reader);
            }
            new FetchMaven(pinned, Path.of(args[1])).fetch();
        } catch (Refused e) {
            System.err.println(e.getMessage());
            System.exit(NOT_POSSIBLE);
        } catch (IOException e) {
            System.err.println("Maven could not be fetched (" + e + "): install Maven, or set MVNW_REPOURL "
                    + "to the address of a Maven repository that answers.");
            System.exit(NOT_POSSIBLE);
        }
    }

    private void fetch() throws IOException, InterruptedException, NoSuchAlgorithmException {
        String repository = repository()
                .orElseThrow(() -> new Refused("No Maven was found, and no address to fetch it from: install Maven, "
                        + "or set MVNW_REPOURL to the address of your Maven repository."));
        Path shelf = Files.createDirectories(userFolder.resolve("wrapper/backstay"));
        Path work = Files.createTempDirectory(shelf, ".fetch-");
        try {
            URI address = URI.create(repository.replaceAll("/+$", "") + "/org/apache/maven/apache-maven/" + version
                    + "/apache-maven-" + version + "-bin.zip");
            System.err.println("Fetching Maven " + version + " from " + address.getHost() + " ...");
            Path archive = work.resolve("maven.zip");
            download(address, archive);
            unpack(archive, work);
            publish(work.resolve("apache-maven-" + version), shelf.resolve("apache-maven-" + version));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    "The address of the Maven repository is not usable: correct it (" + e.getMessage() + ").");
        } finally {
            remove(work);
        }
    }

    /// The address of a Maven repository: named by the person, else taken from the person's settings.
    private Optional<String> repository() throws IOException {
        String named = System.getenv("MVNW_REPOURL");
        if (named != null && !named.isBlank()) {
            return Optional.of(named.strip());
        }
        Path file = userFolder.resolve("settings.xml");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        Document settings = parse(file);
        return elements(settings, "mirror")
                .filter(mirror -> mirrorsCentral(text(mirror, "mirrorOf")))
                .map(mirror -> text(mirror, "url"))
                .filter(FetchMaven::isAddress)
                .findFirst()
                .or(() -> elements(settings, "repository")
                        .map(repository -> text(repository, "url"))
                        .filter(FetchMaven::isAddress)
                        .findFirst());
    }

    private static boolean mirrorsCentral(String mirrorOf) {
        List<String> names =
                Arrays.stream(mirrorOf.split(",")).map(String::strip).toList();
        return !names.contains("!central")
                && names.stream()
                        .anyMatch(name -> List.of("*", "central", "external:*").contains(name));
    }

    private static boolean isAddress(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private static Document parse(Path file) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new Refused(file + " is not readable XML: correct it, or set MVNW_REPOURL (" + e.getMessage() + ").");
        }
    }

    private static Stream<Element> elements(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static String text(Element element, String name) {
        var nodes = element.getElementsByTagName(name);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
    }

    private void download(URI address, Path archive)
            throws IOException, InterruptedException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-512");
        try (var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIME_MAX)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var request =
                    HttpRequest.newBuilder(address).timeout(ANSWER_TIME_MAX).build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = new DigestInputStream(answer.body(), digest)) {
                if (answer.statusCode() != 200) {
                    throw new Refused("The Maven repository answered " + answer.statusCode() + " for "
                            + address.getPath() + ": set MVNW_REPOURL to one that has it, or install Maven.");
                }
                copyAtMost(body, archive, DOWNLOAD_BYTES_MAX);
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha512)) {
            throw new Refused("The Maven that was fetched is not the pinned one (its SHA-512 differs), "
                    + "so it was thrown away: set MVNW_REPOURL to a repository that you trust, or install Maven.");
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            long left = UNPACKED_BYTES_MAX;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new Refused("The Maven archive names a file outside its folder, so it was thrown away.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                left -= copyAtMost(zip, target, left);
                if (target.getParent().endsWith("bin")) {
                    boolean done = target.toFile().setExecutable(true, false);
                    if (!done) {
                        throw new IOException(target + " cannot be made executable");
                    }
                }
            }
        }
    }

    private static long copyAtMost(InputStream from, Path to, long bytesMax) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                total += read;
                if (total > bytesMax) {
                    throw new Refused("The Maven archive is larger than it can rightly be, so it was thrown away.");
                }
                out.write(buffer, 0, read);
            }
            return total;
        }
    }

    /// Gives the unpacked folder its final name; when another start was faster, that one stays.
    private static void publish(Path unpacked, Path place) throws IOException {
        try {
            Files.move(unpacked, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isRegularFile(place.resolve("bin/mvn"))) {
                throw e;
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// Something that the person who builds can put right; the message says what.
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
