package org.anxinbao.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Query parameters and path variables are read as strictly as bodies. */
@ControllerAdvice
class StrictParameters {
  @InitBinder
  void readStrictly(WebDataBinder binder) {
    StrictScalars.addTo(binder);
  }
}
