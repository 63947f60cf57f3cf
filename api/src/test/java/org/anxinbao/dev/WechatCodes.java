package org.anxinbao.dev;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** getwxacodeunlimit: a JPEG of the right size where WeChat draws a mini program code. */
final class WechatCodes {
  private static final String SCENE = "[0-9A-Za-z!#$&'()*+,/:;=?@\\-._~]{1,32}";
  private static final int RINGS = 12;

  private WechatCodes() {}

  static WechatAnswer draw(JsonNode body) throws IOException {
    if (!body.path("scene").asString("").matches(SCENE)) {
      return WechatAnswer.error(40129, "invalid scene");
    }
    var page = body.path("page").asString("");
    if (page.startsWith("/") || page.contains("?")) {
      return WechatAnswer.error(41030, "invalid page");
    }
    var width = Math.clamp(body.path("width").asInt(430), 280, 1280);
    var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    rings(graphics, width);
    graphics.dispose();
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return new WechatAnswer("image/jpeg", jpeg.toByteArray());
  }

  private static void rings(Graphics2D graphics, int width) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, width);
    graphics.setColor(Color.BLACK);
    for (int ring = 1; ring <= RINGS; ring++) {
      int size = width * ring / (RINGS + 1);
      graphics.drawOval((width - size) / 2, (width - size) / 2, size, size);
    }
  }
}
