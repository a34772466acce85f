// Record with this device, or choose any sound that the browser can play: it is sent as plain WAV. Without this, the
// form still takes WAV, MP3 and FLAC files.
"use strict";
(() => {
  const form = document.querySelector("form[data-aloud]");
  if (!form || !window.OfflineAudioContext) return;
  const input = form.querySelector("input[type=file]"), hertz = 22050;
  const parts = form.querySelector("template").content.cloneNode(true);
  const button = parts.querySelector("[data-record]"), told = parts.querySelector("[data-told]"), player = parts.querySelector("audio");
  const begin = button.textContent;
  form.querySelector(".field").before(parts);
  if (!navigator.mediaDevices || !window.MediaRecorder) button.parentNode.hidden = true;
  let recorder = null;

  const wav = (samples) => {
    const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
    const text = (place, word) => [...word].forEach((letter, number) => view.setUint8(place + number, letter.charCodeAt(0)));
    text(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); text(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, hertz, true); view.setUint32(28, hertz * 2, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    text(36, "data"); view.setUint32(40, samples.length * 2, true);
    samples.forEach((one, number) => view.setInt16(44 + number * 2, Math.max(-1, Math.min(1, one)) * 32767, true));
    return new File([view], "reading.wav", { type: "audio/wav" });
  };
  // Any sound that the browser can play, as one channel of our rate, put where the form sends it from.
  const take = async (blob) => {
    const sound = await new OfflineAudioContext(1, 1, hertz).decodeAudioData(await blob.arrayBuffer());
    const made = new OfflineAudioContext(1, Math.ceil(sound.duration * hertz), hertz);
    const source = made.createBufferSource();
    source.buffer = sound;
    source.connect(made.destination);
    source.start();
    const file = wav((await made.startRendering()).getChannelData(0)), all = new DataTransfer();
    all.items.add(file);
    input.files = all.files;
    player.src = URL.createObjectURL(file);
    player.hidden = false;
    told.textContent = told.dataset.ready;
  };
  input.addEventListener("change", () => { if (input.files[0]) take(input.files[0]).catch(() => { player.hidden = true; }); });
  const record = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const pieces = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      recorder = null;
      button.textContent = begin;
      take(new Blob(pieces)).catch(refuse);
    });
    recorder.start();
    told.textContent = "";
    button.textContent = button.dataset.stop;
  };
  const refuse = () => { told.textContent = told.dataset.refused; };
  button.addEventListener("click", () => { if (recorder) recorder.stop(); else record().catch(refuse); });
  document.addEventListener("leaving", () => { if (recorder) recorder.stop(); });
})();
