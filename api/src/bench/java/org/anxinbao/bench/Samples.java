package org.anxinbao.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A photograph of 12 megapixels and a film of about 50 MB, as phones make them. */
final class Samples {
  private static final int WIDTH = 4_032;
  private static final int HEIGHT = 3_024;

  private Samples() {}

  static byte[] photograph() throws IOException {
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    var pen = picture.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, WIDTH, HEIGHT, Color.BLUE));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    var random = new Random(1);
    for (int i = 0; i < 4_000; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.drawOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), random.nextInt(400), 90);
    }
    pen.dispose();
    var file = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", file);
    return file.toByteArray();
  }

  /** With the FFmpeg that storage's tests fetch. */
  static byte[] film(Path directory) throws IOException, InterruptedException {
    var film = directory.resolve("film.mp4");
    var ffmpeg = Path.of("storage/target/tools/node_modules/@ffmpeg-installer/linux-x64/ffmpeg");
    var command = new ArrayList<>(List.of(ffmpeg.toString(), "-nostdin", "-v", "error", "-y"));
    command.addAll(
        List.of("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30", "-f", "lavfi", "-i"));
    command.addAll(List.of("sine=frequency=440:sample_rate=48000", "-t", "24"));
    command.addAll(List.of("-vf", "noise=alls=40:allf=t", "-c:v", "libx264", "-preset"));
    command.addAll(List.of("ultrafast", "-b:v", "17M", "-minrate", "17M", "-maxrate", "17M"));
    command.addAll(List.of("-bufsize", "17M", "-c:a", "aac", film.toString()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("run ./mvnw test -pl storage first: it fetches ffmpeg");
    }
    return Files.readAllBytes(film);
  }
}
