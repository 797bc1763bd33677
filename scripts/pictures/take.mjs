import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { startDevStack } from '../../cli/dist/dev/dev-stack.js';
import { setStage } from '../../cli/dist/demo/play-demo.js';
import { createLog } from '../../cli/dist/runtime/create-log.js';
import { githubPage } from './github-page.mjs';
import { playForPictures } from './play.mjs';

const images = new URL('../../docs/images/', import.meta.url).pathname;
const desktop = { width: 1000, height: 800, deviceScaleFactor: 1.5 };
const phone = { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true };
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

const dataDir = await mkdtemp(join(tmpdir(), 'chatops-pictures-'));
const stack = await startDevStack({ databaseUrl: undefined, dataDir, log: createLog('error'), say: console.log });
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--hide-scrollbars'] });
try {
  await mkdir(images, { recursive: true });
  const { opened, asked, upheld, workflow } = await playForPictures(stack, setStage(stack, silent()));
  await shoot('pull-request', githubPage(opened), desktop);
  await shoot('pull-request-phone', githubPage(opened), phone);
  await shoot('conversation-phone', githubPage(asked), phone);
  await shoot('unapproved-merge-phone', githubPage(upheld), phone);
  await shootTemporal('temporal-ui', `${stack.temporal.uiUrl}${workflow}`);
} finally {
  await browser.close();
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function shoot(name, html, viewport) {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.setContent(html);
  await page.waitForSelector('body[data-drawn]');
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wider > 0)
    throw new Error(`${name}: ${wider} px wider than the screen, so that it would have to be moved sideways`);
  await page.screenshot({ path: join(images, `${name}.png`), fullPage: true });
  await page.close();
  console.log(`took docs/images/${name}.png`);
}

async function shootTemporal(name, url) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 1060, deviceScaleFactor: 1 });
  await page.goto(url, { waitUntil: 'networkidle2' });
  await page.waitForFunction(() => document.body.textContent.includes('Event History'));
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
  console.log(`took docs/images/${name}.png`);
}

function silent() {
  const nothing = () => {};
  return { title: nothing, note: nothing, said: nothing, link: nothing, checked: nothing };
}
