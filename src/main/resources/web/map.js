/** The province on a canvas: our own boundaries below, a sign per village above. No tile, no font, no word from outside. */
import { areaName, say } from './words.js';

const COLOURS = { COVERED: '#1a7f43', DEGRADED: '#e8a200', UNCOVERED: '#c5221f', UNKNOWN: '#5f6b76' };
// What needs help is drawn last, so that nothing hides it.
const ORDER = { COVERED: 1, UNKNOWN: 2, DEGRADED: 3, UNCOVERED: 4 };
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const NAMES_BELOW = 160;
const VILLAGE_NAMES_BELOW = 22;

const { Style, Fill, Stroke, Text, Circle, RegularShape } = ol.style;
const signs = new Map();

function image(standing, size, lom) {
  const white = new Stroke({ color: '#fff', width: 1.2 });
  const fill = new Fill({ color: COLOURS[standing] });
  switch (standing) {
    case 'COVERED': return [new Circle({ radius: size, fill, stroke: white }), lom && new Circle({ radius: size * 0.42, fill: new Fill({ color: '#fff' }) })];
    case 'DEGRADED': return [new RegularShape({ points: 3, radius: size * 1.45, fill, stroke: new Stroke({ color: '#5c3d00', width: 1 }) })];
    case 'UNCOVERED': return size < 5.5 ? [new RegularShape({ points: 4, radius: size * 1.7, fill, stroke: new Stroke({ color: '#fff', width: 0.8 }) })] : [
      new RegularShape({ points: 4, radius: size * 1.55, angle: 0, fill, stroke: white }),
      new RegularShape({ points: 4, radius: size * 0.85, radius2: 0, angle: Math.PI / 4, stroke: new Stroke({ color: '#fff', width: 1.6 }) }),
    ];
    default: return [new RegularShape({ points: 4, radius: size * 1.3, angle: Math.PI / 4, fill: new Fill({ color: 'rgba(255,255,255,.75)' }), stroke: new Stroke({ color: COLOURS.UNKNOWN, width: 1.8 }) })];
  }
}

function signOf(standing, size, lom) {
  const key = `${standing} ${size} ${lom}`;
  if (!signs.has(key)) {
    signs.set(key, image(standing, size, lom).filter(Boolean).map((drawn) => new Style({ image: drawn, zIndex: ORDER[standing] })));
  }
  return signs.get(key);
}

function sizeAt(resolution) {
  if (resolution > 220) return 3;
  if (resolution > 110) return 4.5;
  return resolution > 50 ? 5.5 : 7;
}

const halo = new Stroke({ color: 'rgba(255,255,255,.9)', width: 3 });

function label(text, size, offsetY, colour) {
  return new Text({ text, font: `${size}px ${FONT}`, offsetY, fill: new Fill({ color: colour }), stroke: halo, overflow: false });
}

export class VillageMap {
  constructor(target, chosen) {
    this.villages = new ol.source.Vector();
    this.areas = new ol.source.Vector();
    this.selected = null;
    this.shown = null;
    this.fitted = false;
    this.layers = [
      // The outline of the province is the rim of its communes: a wide line below their fill.
      new ol.layer.Vector({ source: this.areas, style: new Style({ stroke: new Stroke({ color: '#35566e', width: 6, lineJoin: 'round' }) }) }),
      new ol.layer.Vector({ source: this.areas, style: (f, r) => this.areaStyle(f, r), declutter: true }),
      new ol.layer.Vector({ source: this.villages, style: (f, r) => this.villageStyle(f, r), renderOrder: null, updateWhileInteracting: true, updateWhileAnimating: true }),
    ];
    this.signs = this.layers[2];
    this.map = new ol.Map({
      target,
      layers: this.layers,
      controls: [],
      view: new ol.View({ center: ol.proj.fromLonLat([105.83, 22.2]), zoom: 9, minZoom: 7, maxZoom: 17 }),
    });
    this.map.on('click', (event) => {
      const found = this.at(event.pixel);
      if (found) chosen(found.getId());
    });
    this.hover(document.getElementById('hint'));
  }

  hover(hint) {
    this.map.on('pointermove', (event) => {
      const found = event.dragging ? null : this.at(event.pixel);
      this.map.getTargetElement().classList.toggle('pointing', Boolean(found));
      hint.hidden = !found;
      if (!found) return;
      hint.textContent = `${found.get('name')} – ${say(`standing.${found.get('standing')}`)}`;
      hint.style.left = `${event.pixel[0]}px`;
      hint.style.top = `${event.pixel[1]}px`;
    });
  }

  at(pixel) {
    let found = null;
    this.map.forEachFeatureAtPixel(pixel, (feature) => (found ??= feature), { layerFilter: (layer) => layer === this.signs, hitTolerance: 4 });
    return found;
  }

  drawAreas(collection) {
    const features = new ol.format.GeoJSON().readFeatures(collection, { featureProjection: 'EPSG:3857' });
    // Only the lowest units: what lies above is their sum.
    const parents = new Set(features.map((feature) => feature.get('parent')));
    this.areas.clear();
    this.areas.addFeatures(features.filter((feature) => !parents.has(feature.get('code'))));
    this.fitOnce();
  }

  drawVillages(collection) {
    this.villages.clear();
    this.villages.addFeatures(new ol.format.GeoJSON().readFeatures(collection, { featureProjection: 'EPSG:3857' }));
    this.fitOnce();
  }

  update(village) {
    this.villages.getFeatureById(village.id)?.setProperties(village);
  }

  /** Only these villages stand out; null means all. */
  show(ids) {
    this.shown = ids;
    this.signs.changed();
  }

  select(id) {
    this.selected = id;
    const feature = id && this.villages.getFeatureById(id);
    if (feature) this.reveal(feature.getGeometry().getCoordinates());
    this.signs.changed();
  }

  reveal(place) {
    const view = this.map.getView();
    view.padding = [0, 0, hiddenBelow(this.map.getTargetElement()), 0];
    const inside = ol.extent.containsCoordinate(view.calculateExtent(this.map.getSize()), place);
    if (inside && view.getZoom() >= 11) return;
    view.animate({ center: place, zoom: Math.max(view.getZoom(), 11.5), duration: 250 });
  }

  fitArea(path) {
    const found = this.areas.getFeatures().find((feature) => feature.get('code') === path);
    if (found) this.fit(found.getGeometry().getExtent());
    else if (this.shown?.size) this.fit(ol.extent.boundingExtent([...this.shown].map((id) => this.villages.getFeatureById(id)?.getGeometry().getCoordinates()).filter(Boolean)));
  }

  /** A reconnect fetches everything again and must not take the reader's view away. */
  fitOnce() {
    if (this.fitted || (this.areas.isEmpty() && this.villages.isEmpty())) return;
    this.fitted = true;
    this.map.updateSize();
    this.all();
  }

  all() {
    const source = this.areas.isEmpty() ? this.villages : this.areas;
    if (!source.isEmpty()) this.fit(source.getExtent());
  }

  fit(extent) {
    this.map.getView().fit(extent, { padding: [14, 14, 14 + this.covered(), 14], maxZoom: 13 });
  }

  /** What the legend hides of the map's foot, pixels: all its height where it spans the width. */
  covered() {
    const legend = document.querySelector('.legend ul');
    return legend.offsetWidth > this.map.getSize()[0] * 0.7 ? legend.offsetHeight : 0;
  }

  zoom(by) {
    const view = this.map.getView();
    view.animate({ zoom: view.getZoom() + by, duration: 150 });
  }

  relabel() {
    this.layers.forEach((layer) => layer.changed());
  }

  areaStyle(feature, resolution) {
    const styles = [new Style({ stroke: new Stroke({ color: '#a9b7c0', width: 1 }), fill: new Fill({ color: '#fbfaf6' }) })];
    if (resolution < NAMES_BELOW) {
      const name = areaName({ name: feature.get('name'), nameEn: feature.get('nameEn') });
      styles.push(new Style({ text: label(name, resolution < 60 ? 13 : 11, 0, '#4c5b66'), zIndex: 3 }));
    }
    return styles;
  }

  villageStyle(feature, resolution) {
    const standing = feature.get('standing') in ORDER ? feature.get('standing') : 'UNKNOWN';
    const isFaded = this.shown && !this.shown.has(feature.getId());
    if (isFaded && feature.getId() !== this.selected) return faded;
    const styles = [...signOf(standing, sizeAt(resolution), feature.get('whiteSpot') === 'lõm sóng')];
    if (feature.getId() === this.selected) styles.unshift(ring);
    if (resolution < VILLAGE_NAMES_BELOW || feature.getId() === this.selected) {
      styles.push(new Style({ text: label(feature.get('name'), 12, 17, '#1d2a33'), zIndex: 9 }));
    }
    return styles;
  }
}

/** On a phone the panel is a sheet over the map's foot; pixels of it. */
function hiddenBelow(target) {
  const panel = document.getElementById('panel');
  const isSheet = getComputedStyle(panel).position === 'fixed';
  return isSheet ? Math.max(0, target.getBoundingClientRect().bottom - window.innerHeight * 0.34) : 0;
}

const ring = new Style({ image: new Circle({ radius: 13, fill: new Fill({ color: 'rgba(15,92,140,.18)' }), stroke: new Stroke({ color: '#0f5c8c', width: 2.5 }) }), zIndex: 8 });
const faded = new Style({ image: new Circle({ radius: 2, fill: new Fill({ color: 'rgba(95,107,118,.35)' }) }), zIndex: 0 });
