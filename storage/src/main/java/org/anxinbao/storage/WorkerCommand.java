package org.anxinbao.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.anxinbao.storage.clean.worker.Natives;
import org.anxinbao.storage.clean.worker.Worker;

/** The commands that start a worker: the same Java, the same classes, none of the settings. */
final class WorkerCommand {
  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  private WorkerCommand() {}

  /**
   * @throws IOException if the native libraries cannot be unpacked
   */
  static List<String> of(CleanerSettings settings) throws IOException {
    return java(
        Worker.class,
        "-Xmx" + CleanerSettings.HEAP_MEGABYTES + "m",
        "-XX:MaxDirectMemorySize=16m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=/dev/null",
        "-Xlog:disable",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "-Djava.io.tmpdir=/proc", // nothing can be laid there
        "-Duser.home=/proc",
        "-Dorg.bytedeco.javacpp.pathsFirst=true",
        "-Djava.library.path=" + unpacked(settings.natives()));
  }

  private static String unpacked(Path natives) throws IOException {
    Files.createDirectories(natives);
    var unpacking =
        new ProcessBuilder(
                java(
                    Natives.class,
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dorg.bytedeco.javacpp.cachedir=" + natives.toAbsolutePath()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    unpacking.getOutputStream().close();
    var path = new String(unpacking.getInputStream().readAllBytes(), UTF_8);
    if (path.isEmpty()) {
      throw new IOException("native libraries not unpacked");
    }
    return path;
  }

  private static List<String> java(Class<?> program, String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(main(program));
    return command;
  }

  /** In an executable jar, classes are in jars inside it, which its own launcher finds. */
  private static List<String> main(Class<?> program) {
    var place = program.getProtectionDomain().getCodeSource().getLocation().toString();
    return place.startsWith("jar:nested:")
        ? List.of("-Dloader.main=" + program.getName(), LAUNCHER)
        : List.of(program.getName());
  }
}
